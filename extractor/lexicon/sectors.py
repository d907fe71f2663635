"""Fields of public life that targets belong to, the words that tell them, and examples in which every word stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Sector:
    """A field: its name, words that tell it beyond doubt, words that only hint at it, examples that hold them all."""

    name: str
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    examples: tuple[str, ...]


SECTORS: Final[tuple[Sector, ...]] = (
    Sector(
        "nông thôn mới",
        ("nông thôn mới", "ntm", "xã đạt chuẩn", "xã nâng cao", "xã kiểu mẫu"),
        ("ocop", "thôn đạt chuẩn", "khu dân cư kiểu mẫu", "vườn mẫu"),
        (
            "có 80% số xã đạt chuẩn nông thôn mới, 12 xã kiểu mẫu, 30 xã nâng cao",
            "xây dựng NTM: 45 thôn đạt chuẩn, 20 khu dân cư kiểu mẫu, 60 vườn mẫu, 15 sản phẩm OCOP",
        ),
    ),
    Sector(
        "giảm nghèo",
        (
            "giảm nghèo", "hộ nghèo", "hộ cận nghèo", "thoát nghèo", "nghèo đa chiều", "xã nghèo", "huyện nghèo",
            "xóa đói", "xoá đói",
        ),
        ("nhà tạm", "nhà dột nát", "vốn chính sách"),
        (
            "tỷ lệ hộ nghèo còn 3%, hộ cận nghèo còn 5% theo chuẩn nghèo đa chiều",
            "giảm nghèo bền vững: 4 huyện nghèo, 30 xã nghèo thoát nghèo",
            "xóa 500 nhà tạm, nhà dột nát cho hộ nghèo từ vốn chính sách",
            "xóa đói, giảm nghèo (xoá đói) ở vùng cao",
        ),
    ),
    Sector(
        "an sinh xã hội",
        (
            "an sinh xã hội", "trợ giúp xã hội", "bảo trợ xã hội", "bảo hiểm xã hội", "hưu trí xã hội",
            "người có công",
        ),
        ("trợ cấp", "người cao tuổi", "người khuyết tật", "trẻ em", "bình đẳng giới", "bhxh", "nhà ở xã hội"),
        (
            "95% người cao tuổi, người khuyết tật thuộc diện bảo trợ xã hội nhận trợ cấp qua tài khoản",
            "chi trả trợ giúp xã hội, hưu trí xã hội và các chính sách an sinh xã hội cho người có công",
            "45% lao động tham gia bảo hiểm xã hội (BHXH); bình đẳng giới và bảo vệ trẻ em thuộc an sinh xã hội",
            "an sinh xã hội: xây 500 căn nhà ở xã hội",
        ),
    ),
    Sector(
        "y tế",
        (
            "y tế", "bác sĩ", "bác sỹ", "giường bệnh", "bệnh viện", "tiêm chủng", "khám chữa bệnh", "khám bệnh",
            "bảo hiểm y tế", "trạm y tế", "suy dinh dưỡng", "bhyt", "dịch bệnh", "dược sĩ",
        ),
        (
            "sức khỏe", "dân số", "bệnh nhân", "tử vong", "an toàn thực phẩm", "sàng lọc", "tuổi thọ", "hiv",
            "vắc xin",
        ),
        (
            "100% trạm y tế có bác sĩ; 32 giường bệnh/1 vạn dân; 95% dân số tham gia bảo hiểm y tế (BHYT)",
            "tiêm chủng vắc xin cho trẻ, giảm suy dinh dưỡng; khám chữa bệnh, khám bệnh từ xa tại bệnh viện; "
            "bác sỹ, dược sĩ",
            "phòng chống dịch bệnh, giảm tử vong ở bệnh nhân HIV, sàng lọc trước sinh, nâng tuổi thọ và sức khỏe",
            "y tế dự phòng và an toàn thực phẩm",
        ),
    ),
    Sector(
        "giáo dục",
        (
            "giáo dục", "trường học", "mầm non", "tiểu học", "học sinh", "phổ cập", "giáo viên", "trung học", "thpt",
            "thcs", "đạt chuẩn quốc gia", "phòng học", "xóa mù chữ", "đại học",
        ),
        ("lớp", "sinh viên", "đào tạo", "tốt nghiệp", "trẻ em"),
        (
            "70% trường học đạt chuẩn quốc gia; phòng học kiên cố ở mầm non, tiểu học, trung học",
            "phổ cập giáo dục, xóa mù chữ; học sinh THCS, THPT tốt nghiệp và vào đại học",
            "đào tạo giáo viên, sinh viên sư phạm; trẻ em ra lớp",
        ),
    ),
    Sector(
        "lao động - việc làm",
        (
            "việc làm", "xuất khẩu lao động", "lao động qua đào tạo", "thất nghiệp", "đi làm việc ở nước ngoài",
            "đào tạo nghề", "giáo dục nghề nghiệp", "học nghề", "tai nạn lao động", "năng suất lao động",
        ),
        ("lao động", "người lao động", "nghề nghiệp", "tiền lương"),
        (
            "giải quyết việc làm cho 20.000 lao động; 65% lao động qua đào tạo; giảm tỷ lệ thất nghiệp",
            "xuất khẩu lao động: đưa 400 người lao động đi làm việc ở nước ngoài",
            "giáo dục nghề nghiệp, đào tạo nghề, học nghề cho 5.000 người; chuyển đổi nghề nghiệp",
            "giảm 5% tai nạn lao động, tăng năng suất lao động và tiền lương",
        ),
    ),
    Sector(
        "an ninh trật tự",
        (
            "an ninh, trật tự", "an ninh trật tự", "antt", "tội phạm", "ma túy", "tệ nạn", "trật tự xã hội",
            "phạm tội", "tai nạn giao thông", "cháy, nổ", "phòng cháy", "an ninh tổ quốc", "công an",
            "trật tự an toàn xã hội",
        ),
        ("vụ án", "trộm cắp", "vi phạm pháp luật", "camera an ninh", "khiếu kiện", "người nghiện", "thanh tra"),
        (
            "giữ vững an ninh, trật tự; kéo giảm 5% số vụ phạm tội về trật tự xã hội, tội phạm, tệ nạn, vụ "
            "án trộm cắp",
            "phong trào toàn dân bảo vệ an ninh Tổ quốc; xã không ma túy; người nghiện được quản lý",
            "giảm 10% số vụ tai nạn giao thông; phòng cháy, giảm số vụ cháy, nổ",
            "an ninh trật tự (ANTT) ở cơ sở: camera an ninh do công an xã quản lý, xử lý vi phạm pháp luật",
            "bảo đảm trật tự an toàn xã hội, giải quyết khiếu kiện, thanh tra đột xuất",
        ),
    ),
    Sector(
        "quốc phòng",
        ("quốc phòng", "dân quân", "tuyển quân", "nhập ngũ", "quân sự", "biên phòng", "khu vực phòng thủ", "tự vệ"),
        ("huấn luyện", "diễn tập", "biên giới", "sẵn sàng chiến đấu"),
        (
            "quốc phòng: 100% quân số dân quân, tự vệ được huấn luyện, sẵn sàng chiến đấu",
            "giao chỉ tiêu tuyển quân, nhập ngũ; diễn tập khu vực phòng thủ do cơ quan quân sự chủ trì",
            "bộ đội biên phòng bảo vệ biên giới",
        ),
    ),
    Sector(
        "tài chính - ngân sách",
        (
            "thu ngân sách", "chi ngân sách", "ngân sách", "nsnn", "thu nội địa", "dự toán", "giải ngân",
            "đầu tư công", "số thu", "thuế", "hải quan", "trái phiếu", "tín dụng", "nợ công", "vốn đầu tư công",
            "bội chi",
        ),
        ("kinh phí", "nguồn vốn", "vốn", "nợ thuế", "ngân hàng", "tài khoản", "dư nợ"),
        (
            "thu ngân sách (NSNN) đạt 12.000 tỷ đồng, số thu nội địa vượt dự toán; thu nội địa tăng 8%; giảm nợ thuế",
            "giải ngân 95% vốn đầu tư công; cân đối chi ngân sách, bội chi, nợ công, phát hành trái phiếu",
            "ngân hàng tăng trưởng tín dụng 15%, dư nợ 40.000 tỷ đồng",
            "ngành thuế, hải quan thu ngân sách; kinh phí và nguồn vốn đầu tư công; mở tài khoản ở kho bạc "
            "để giải ngân",
        ),
    ),
    Sector(
        "kinh tế",
        (
            "grdp", "gdp", "tăng trưởng kinh tế", "tổng sản phẩm", "thu nhập bình quân", "cơ cấu kinh tế",
            "kinh tế tập thể", "hợp tác xã", "xuất khẩu", "nhập khẩu", "bán lẻ", "doanh nghiệp thành lập", "fdi",
            "thu hút đầu tư", "kinh tế tư nhân", "kim ngạch", "cpi", "giá tiêu dùng", "kinh tế - xã hội", "kt-xh",
        ),
        (
            "doanh nghiệp", "kinh tế", "thương mại", "dịch vụ", "đầu tư", "tăng trưởng", "sản phẩm",
            "năng lực cạnh tranh", "siêu thị",
        ),
        (
            "tốc độ tăng trưởng kinh tế (GRDP) đạt 8,5%; tổng sản phẩm, GDP bình quân; thu nhập bình quân "
            "đầu người 58 triệu đồng",
            "cơ cấu kinh tế chuyển dịch; tổng mức bán lẻ hàng hóa, dịch vụ, thương mại, siêu thị; kim ngạch "
            "xuất khẩu, nhập khẩu",
            "1.200 doanh nghiệp thành lập mới; thu hút đầu tư FDI; kinh tế tập thể, hợp tác xã, kinh tế tư "
            "nhân; sản phẩm",
            "chỉ số giá tiêu dùng (CPI); nâng năng lực cạnh tranh và tăng trưởng; phát triển kinh tế - xã hội",
            "phát triển KT-XH của huyện",
        ),
    ),
    Sector(
        "công nghiệp",
        (
            "công nghiệp", "cụm công nghiệp", "khu công nghiệp", "chế biến, chế tạo", "iip", "tiểu thủ công nghiệp",
            "làng nghề",
        ),
        ("nhà máy", "khoáng sản", "chế biến"),
        (
            "giá trị sản xuất công nghiệp tăng 12%; chỉ số IIP; tỷ lệ lấp đầy khu công nghiệp, cụm công nghiệp",
            "công nghiệp chế biến, chế tạo; tiểu thủ công nghiệp và làng nghề; nhà máy chế biến khoáng sản "
            "trong khu công nghiệp",
        ),
    ),
    Sector(
        "nông nghiệp",
        (
            "nông nghiệp", "trồng trọt", "chăn nuôi", "thủy sản", "thuỷ sản", "nuôi trồng", "lúa", "gia súc",
            "gia cầm", "sản lượng lương thực", "cây trồng", "lâm nghiệp", "trồng rừng", "cây ăn quả", "nông sản",
            "hợp tác xã nông nghiệp", "độ che phủ rừng", "thủy lợi", "thuỷ lợi",
        ),
        (
            "nông dân", "diện tích", "sản lượng", "đàn lợn", "tôm", "vùng trồng", "vụ mùa", "tạ/ha", "rừng",
            "khai thác hải sản",
        ),
        (
            "giá trị sản xuất nông nghiệp, lâm nghiệp, thủy sản; sản lượng lương thực 600 nghìn tấn, diện "
            "tích lúa vụ mùa 60 tạ/ha",
            "chăn nuôi gia súc, gia cầm, đàn lợn; trồng trọt cây trồng chủ lực, cây ăn quả, nông sản; vùng "
            "trồng có mã số",
            "nuôi trồng thuỷ sản, nuôi tôm, khai thác hải sản và thủy sản; nông dân trong hợp tác xã nông nghiệp",
            "trồng rừng 3.000 ha, độ che phủ rừng 55%; công trình thủy lợi, thuỷ lợi tưới chủ động",
        ),
    ),
    Sector(
        "môi trường",
        (
            "môi trường", "rác thải", "chất thải", "nước thải", "nước sạch", "ô nhiễm", "hợp vệ sinh", "khí nhà kính",
            "phát thải", "quan trắc", "biến đổi khí hậu",
        ),
        ("thu gom", "xử lý", "đa dạng sinh học", "cây xanh", "cấp nước", "vệ sinh"),
        (
            "tỷ lệ chất thải rắn, rác thải được thu gom, xử lý 95%; nước thải đô thị được xử lý",
            "90% dân cư dùng nước sạch, nước hợp vệ sinh; hệ thống cấp nước sạch, nhà vệ sinh",
            "giảm phát thải khí nhà kính, ô nhiễm; quan trắc môi trường, bảo tồn đa dạng sinh học, trồng cây "
            "xanh bảo vệ môi trường",
            "ứng phó biến đổi khí hậu",
        ),
    ),
    Sector(
        "đất đai",
        (
            "đất đai", "sử dụng đất", "bản đồ địa chính", "giải phóng mặt bằng", "thu hồi đất", "quyền sử dụng đất",
            "đo đạc", "đất nông nghiệp", "đất phi nông nghiệp",
        ),
        ("địa chính", "quy hoạch", "đất ở"),
        (
            "cấp giấy chứng nhận quyền sử dụng đất; đo đạc, lập bản đồ địa chính, hồ sơ địa chính về đất đai",
            "thu hồi đất, giải phóng mặt bằng; quy hoạch, kế hoạch sử dụng đất: đất nông nghiệp, đất phi "
            "nông nghiệp, đất ở",
        ),
    ),
    Sector(
        "phòng chống thiên tai",
        ("thiên tai", "lũ", "sạt lở", "bão", "ngập lụt", "hạn hán", "cứu nạn", "đê điều", "phòng thủ dân sự"),
        ("cảnh báo", "di dời", "ứng phó", "cứu hộ"),
        (
            "phòng, chống thiên tai: di dời dân khỏi vùng sạt lở, lũ quét, bão, ngập lụt, hạn hán",
            "cứu hộ, cứu nạn; củng cố đê điều; cảnh báo sớm, ứng phó thiên tai; phòng thủ dân sự",
        ),
    ),
    Sector(
        "chuyển đổi số",
        (
            "chuyển đổi số", "dịch vụ công trực tuyến", "công nghệ thông tin", "chính quyền số", "kinh tế số",
            "xã hội số", "5g", "internet", "viễn thông", "chữ ký số", "định danh", "cơ sở dữ liệu",
            "an toàn thông tin", "iot", "số hóa", "không dùng tiền mặt", "thương mại điện tử", "bưu chính",
            "hạ tầng số", "trực tuyến", "chính quyền điện tử", "trí tuệ nhân tạo",
        ),
        ("phủ sóng", "dữ liệu", "băng thông", "phần mềm", "nền tảng", "thuê bao", "điện tử"),
        (
            "chuyển đổi số: 80% hồ sơ qua dịch vụ công trực tuyến; kinh tế số, xã hội số, chính quyền số, "
            "chính quyền điện tử",
            "hạ tầng số, viễn thông: phủ sóng 5G, IoT, internet băng thông rộng, thuê bao; bưu chính",
            "chữ ký số, định danh điện tử, cơ sở dữ liệu, số hóa dữ liệu, an toàn thông tin, phần mềm, nền "
            "tảng số, trí tuệ nhân tạo",
            "thanh toán không dùng tiền mặt, thương mại điện tử; hội nghị trực tuyến; công nghệ thông tin",
        ),
    ),
    Sector(
        "khoa học công nghệ",
        ("khoa học", "đổi mới sáng tạo", "sáng chế", "khởi nghiệp", "sở hữu trí tuệ", "r&d", "công nghệ cao"),
        ("nghiên cứu", "công nghệ", "sáng kiến"),
        (
            "khoa học và công nghệ: chi nghiên cứu (R&D) 2% GRDP, 50 sáng chế, sáng kiến, sở hữu trí tuệ",
            "hệ sinh thái khởi nghiệp, đổi mới sáng tạo; khu công nghệ cao",
        ),
    ),
    Sector(
        "giao thông",
        (
            "giao thông", "cao tốc", "quốc lộ", "đường bộ", "đường sắt", "cảng biển", "sân bay", "cảng hàng không",
            "đường tỉnh", "đường xã", "đường thôn", "nạo vét", "luồng", "xe buýt", "vận tải", "cứng hóa", "logistics",
        ),
        ("tuyến", "km", "cầu", "hành khách", "hàng hóa thông qua"),
        (
            "hạ tầng giao thông: 30 km cao tốc, quốc lộ, đường tỉnh, đường bộ; tuyến đường sắt; cầu vượt sông",
            "cứng hóa đường xã, đường thôn; xe buýt, vận tải hành khách; logistics",
            "nạo vét luồng vào cảng biển, hàng hóa thông qua cảng; sân bay, cảng hàng không",
        ),
    ),
    Sector(
        "xây dựng - đô thị",
        ("đô thị", "nhà ở", "nhà ở xã hội", "quy hoạch xây dựng", "đô thị hóa", "hạ tầng kỹ thuật", "chỉnh trang"),
        ("quy hoạch", "xây dựng", "công trình", "căn hộ", "chiếu sáng"),
        (
            "tỷ lệ đô thị hóa 45%; đô thị loại V; quy hoạch xây dựng, chỉnh trang đô thị, chiếu sáng, hạ "
            "tầng kỹ thuật",
            "xây dựng 2.000 căn hộ nhà ở xã hội; diện tích nhà ở bình quân; công trình",
        ),
    ),
    Sector(
        "năng lượng",
        (
            "điện lực", "điện gió", "điện mặt trời", "thủy điện", "nguồn điện", "kwh", "mw", "năng lượng",
            "lưới điện", "sử dụng điện", "cấp điện", "nhập khẩu điện", "giá điện", "quy hoạch điện",
            "giá bán lẻ điện",
        ),
        ("công suất", "điện", "tái tạo"),
        (
            "nguồn điện 600 MW: điện gió, điện mặt trời, thủy điện; năng lượng tái tạo; sản lượng 2 tỷ kWh",
            "ngành điện lực đầu tư lưới điện, công suất trạm; 99% hộ sử dụng điện, được cấp điện an toàn",
            "nhập khẩu điện từ nước láng giềng, giá điện, giá bán lẻ điện theo quy hoạch điện",
        ),
    ),
    Sector(
        "du lịch",
        ("du lịch", "khách quốc tế", "khách nội địa", "lượt khách", "lưu trú", "homestay", "khách sạn"),
        ("du khách", "tour", "điểm đến", "buồng phòng"),
        (
            "du lịch đón 5 triệu lượt khách, 300 nghìn khách quốc tế, khách nội địa; doanh thu từ du khách",
            "1.200 cơ sở lưu trú, khách sạn, homestay với 20.000 buồng phòng; tour, điểm đến du lịch",
        ),
    ),
    Sector(
        "văn hóa",
        (
            "văn hóa", "văn hoá", "thể thao", "di tích", "di sản", "thể dục", "gia đình văn hóa", "lễ hội",
            "nhà văn hóa",
        ),
        ("nghệ thuật", "thư viện", "huy chương", "báo chí", "truyền thanh"),
        (
            "90% gia đình văn hóa; 100% thôn có nhà văn hóa, văn hoá đọc, thư viện",
            "trùng tu di tích, di sản, lễ hội; nghệ thuật truyền thống và văn hóa; báo chí, truyền thanh văn hóa",
            "thể dục, thể thao: 40% dân số tập luyện, 20 huy chương",
        ),
    ),
    Sector(
        "dân tộc - tôn giáo",
        ("dân tộc thiểu số", "đồng bào dân tộc", "tôn giáo", "đồng bào khmer", "đặc biệt khó khăn", "miền núi"),
        ("đồng bào", "dân tộc", "tín đồ"),
        (
            "vùng đồng bào dân tộc thiểu số và miền núi; đồng bào Khmer; thôn đặc biệt khó khăn",
            "chính sách tôn giáo, tín đồ; cán bộ người dân tộc trong đồng bào dân tộc",
        ),
    ),
    Sector(
        "cải cách hành chính",
        (
            "cải cách hành chính", "thủ tục hành chính", "par index", "sipas", "papi", "một cửa", "pci", "biên chế",
            "chỉ số hài lòng", "cán bộ, công chức", "tinh giản", "hành chính công", "sắp xếp đơn vị hành chính",
        ),
        ("hồ sơ", "đúng hạn", "công chức", "viên chức"),
        (
            "cải cách hành chính: 98% hồ sơ thủ tục hành chính giải quyết đúng hạn tại bộ phận một cửa, "
            "trung tâm hành chính công",
            "xếp hạng PCI, PAPI, PAR Index, SIPAS; chỉ số hài lòng của người dân",
            "tinh giản biên chế; cán bộ, công chức, viên chức; sắp xếp đơn vị hành chính cấp xã",
        ),
    ),
    Sector(
        "tư pháp",
        (
            "tiếp cận pháp luật", "phổ biến pháp luật", "phổ biến, giáo dục pháp luật", "hòa giải",
            "trợ giúp pháp lý", "hộ tịch", "thi hành án",
        ),
        ("pháp luật", "công chứng"),
        (
            "xã đạt chuẩn tiếp cận pháp luật; phổ biến, giáo dục pháp luật; phổ biến pháp luật cho dân",
            "hòa giải ở cơ sở thành công 85%; trợ giúp pháp lý; đăng ký hộ tịch, công chứng; thi hành án dân sự",
        ),
    ),
    Sector(
        "xây dựng Đảng",
        ("đảng viên", "xây dựng đảng", "tổ chức đảng", "chi bộ", "tổ chức cơ sở đảng", "hệ thống chính trị"),
        ("kết nạp", "cấp ủy", "đảng bộ"),
        (
            "kết nạp 1.500 đảng viên; 90% chi bộ, tổ chức cơ sở đảng hoàn thành tốt; xây dựng Đảng, cấp ủy, "
            "đảng bộ vững mạnh",
            "củng cố tổ chức đảng và hệ thống chính trị",
        ),
    ),
)  # fmt: skip
"""Of two fields that tie, the earlier one holds."""
