"""The words of logging in, accounts and the audit, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

from extractor.review.passwords import FEWEST

ACCOUNT_PHRASES: Final[dict[str, tuple[str, str]]] = {
    "login": ("Đăng nhập", "Log in"),
    "logout": ("Đăng xuất", "Log out"),
    "login-name": ("Tên tài khoản", "Account"),
    "password": ("Mật khẩu", "Password"),
    "login-wrong": (
        "Tên hoặc mật khẩu không đúng, hoặc tài khoản đã bị khóa.",
        "The name or the password is wrong, or the account is deactivated.",
    ),
    "login-wait": (
        "Đã thử sai quá nhiều lần. Hãy thử lại sau {wait} giây; quên mật khẩu thì hỏi quản trị viên.",
        "Too many wrong attempts. Try again in {wait} s; an admin can give a new password.",
    ),
    "login-none": (
        "Chưa có tài khoản nào. Trên máy chủ, lệnh này tạo quản trị viên đầu tiên:",
        "There is no account yet. This command makes the first admin, on the server:",
    ),
    "login-local": (
        "Máy chủ này chưa có tài khoản và chỉ nghe trên máy này: không cần đăng nhập. Lệnh này tạo tài khoản đầu tiên:",
        "This server has no account yet and listens on this machine alone: no login. This makes the first account:",
    ),
    "local-user": (
        "Không đăng nhập: ai mở trang trên máy này đều làm việc với tên “{name}” và mọi quyền.",
        "No login: whoever opens this page on this machine works as “{name}”, with every right.",
    ),
    "closed-server": (
        "Chưa có tài khoản: chỉ đọc được.",
        "No account yet: to be read only.",
    ),
    "account": ("Tài khoản của tôi", "My account"),
    "account-local": (
        "Người dùng “{name}” không có mật khẩu: máy chủ này chưa có tài khoản.",
        "The user “{name}” has no password: this server has no account yet.",
    ),
    "role": ("Vai trò", "Role"),
    "role-name:reader": ("người đọc", "reader"),
    "role-name:reviewer": ("người rà soát", "reviewer"),
    "role-name:lead": ("trưởng nhóm", "lead"),
    "role-name:admin": ("quản trị viên", "admin"),
    "password-change": ("Đổi mật khẩu", "Change the password"),
    "password-old": ("Mật khẩu hiện tại", "Current password"),
    "password-new": (f"Mật khẩu mới (từ {FEWEST} ký tự)", f"New password ({FEWEST} characters or more)"),
    "password-again": ("Nhập lại mật khẩu mới", "New password again"),
    "password-differs": ("Hai lần nhập mật khẩu mới không giống nhau.", "The two new passwords differ."),
    "password-old-wrong": ("Mật khẩu hiện tại không đúng.", "The current password is wrong."),
    "password-changed": (
        "Đã đổi mật khẩu; các phiên đăng nhập khác đã kết thúc.",
        "The password is changed; other sessions have ended.",
    ),
    "password-changed-at": ("Đổi mật khẩu lần cuối", "Password changed"),
    "accounts": ("Tài khoản", "Accounts"),
    "accounts-add": ("Thêm tài khoản", "Add an account"),
    "accounts-created": ("Ngày tạo", "Created"),
    "accounts-state": ("Trạng thái", "State"),
    "accounts-change": ("Thay đổi", "Change"),
    "accounts-active": ("đang dùng", "active"),
    "accounts-inactive": ("đã khóa", "deactivated"),
    "accounts-save": ("Lưu", "Save"),
    "accounts-deactivate": ("Khóa", "Deactivate"),
    "accounts-activate": ("Mở khóa", "Activate"),
    "accounts-new-password": ("Cấp mật khẩu mới", "New password"),
    "accounts-of": ("của", "of"),
    "accounts-given": (
        "Mật khẩu của “{name}”, chỉ hiện một lần; người dùng nên đổi sau khi đăng nhập:",
        "The password of “{name}”, shown this once; it should be changed after logging in:",
    ),
    "accounts-failed": ("Không làm được", "This cannot be done"),
    "accounts-none": (
        "Chưa có tài khoản. Thêm tài khoản đầu tiên (quản trị viên) rồi mọi người phải đăng nhập để ghi.",
        "No account yet. Once the first one (an admin) is added, everybody logs in to write.",
    ),
    "account-error:first": (
        "Tài khoản đầu tiên phải là quản trị viên.",
        "The first account has to be an admin.",
    ),
    "account-error:act": ("Không có thao tác này.", "There is no such action."),
    "account-error:name": (
        "“{name}” không đặt tên cho tài khoản được: 1 đến 64 chữ cái, chữ số, dấu cách, . _ - @ +; không phải “local”.",
        "“{name}” cannot name an account: 1 to 64 letters, digits, blanks and . _ - @ +; not “local”.",
    ),
    "account-error:taken": ("Đã có tài khoản “{name}”.", "There is an account “{name}” already."),
    "account-error:unknown": ("Không có tài khoản “{name}”.", "There is no account “{name}”."),
    "account-error:role": ("Không có vai trò này.", "There is no such role."),
    "account-error:last-admin": (
        "“{name}” là quản trị viên cuối cùng đang dùng; hãy tạo thêm một quản trị viên trước.",
        "“{name}” is the last active admin; make another one first.",
    ),
    "account-error:weak": (
        f"Mật khẩu mới quá ngắn (từ {FEWEST} ký tự), quá dài hoặc dễ đoán.",
        f"The new password is too short ({FEWEST} characters or more), too long, or easily guessed.",
    ),
    "audit": ("Nhật ký hệ thống", "Audit"),
    "audit-at": ("Thời điểm", "When"),
    "audit-who": ("Ai", "Who"),
    "audit-address": ("Địa chỉ", "Address"),
    "audit-action": ("Hành động", "Action"),
    "audit-what": ("Đối tượng", "What"),
    "audit-detail": ("Chi tiết", "Detail"),
    "audit-day": ("Ngày (2026-12-31)", "Day (2026-12-31)"),
    "audit-none": ("Không có mục nào.", "No entries."),
    "audit-day-wrong": ("Ngày viết như 2026-12-31.", "A day is written as 2026-12-31."),
    "older": ("Cũ hơn", "Older"),
    "audit-detail:role": ("vai trò", "role"),
    "audit-detail:before": ("trước", "before"),
    "audit-detail:after": ("sau", "after"),
    "audit-detail:by": ("qua", "by"),
    "action:login": ("đăng nhập", "login"),
    "action:login-failed": ("đăng nhập sai", "failed login"),
    "action:password-wrong": ("đổi mật khẩu: sai mật khẩu hiện tại", "wrong current password"),
    "action:logout": ("đăng xuất", "logout"),
    "action:account-add": ("thêm tài khoản", "account added"),
    "action:account-role": ("đổi vai trò", "role changed"),
    "action:account-password": ("đổi mật khẩu", "password changed"),
    "action:account-deactivate": ("khóa tài khoản", "account deactivated"),
    "action:account-activate": ("mở khóa tài khoản", "account activated"),
    "refused": ("Không thực hiện được", "This may not be done"),
    "refused:accounts": ("Hãy đăng nhập trước: /login.", "Log in first: /login."),
    "refused:closed": (
        "Máy chủ chưa có tài khoản nên không ai ghi được. Trên máy chủ, hãy tạo quản trị viên đầu tiên: {command}",
        "The server has no account yet, so nobody can write. Make the first admin on the server: {command}",
    ),
    "refused:local": (
        "Không đăng nhập thì chỉ làm việc được từ chính máy này, tại http://localhost. "
        "Muốn làm việc từ máy khác, hãy tạo quản trị viên trên máy chủ: {command}",
        "Without a login one works on this machine alone, at http://localhost. "
        "To work from elsewhere make an admin on the server: {command}",
    ),
    "refused:role": (
        "Việc này cần vai trò {role}; vai trò của bạn là {own}. Quản trị viên có thể đổi vai trò.",
        "This needs the role {role}; yours is {own}. An admin can change it.",
    ),
    "refused:csrf": (
        "Trang đã quá cũ hoặc không do máy chủ này tạo. Hãy tải lại trang rồi làm lại.",
        "The page is too old, or is none of this server. Load it again and repeat what you did.",
    ),
    "refused:origin": (
        "Yêu cầu đến từ một trang khác nên bị từ chối.",
        "The request comes from a page of another site and is refused.",
    ),
    "refused:large": (
        "Biểu mẫu quá lớn: gửi mã bảo vệ trong tiêu đề X-CSRF-Token.",
        "The form is too large: send its token as the header X-CSRF-Token.",
    ),
    "refused:provider": (
        "Không đăng nhập được qua hệ thống đăng nhập chung: {detail}. Hãy thử lại từ /login.",
        "Single sign-on failed: {detail}. Try again from /login.",
    ),
    "refused:no-account": (
        "“{detail}” chưa có tài khoản đang dùng ở đây. Quản trị viên có thể thêm tài khoản cùng tên.",
        "“{detail}” has no active account here. An admin can add one of that name.",
    ),
    "login-sso": ("Đăng nhập qua hệ thống chung", "Log in by single sign-on"),
    "refused:form": ("Không đọc được biểu mẫu.", "The form cannot be read."),
}
