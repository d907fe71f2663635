"""A small IMAP server for tests: one user, folders of messages by UID, and ways to misbehave."""

from __future__ import annotations

import base64
import re
import socketserver
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field

_COMMAND = re.compile(rb"(?P<tag>\S+) (?P<name>(?:UID )?\S+) ?(?P<rest>.*)")


@dataclass
class Folder:
    """Messages by UID, in their order, and the UIDs that are marked as seen."""

    messages: dict[int, bytes] = field(default_factory=dict)
    validity: int = 7
    seen: set[int] = field(default_factory=set)

    def add(self, data: bytes) -> None:
        self.messages[max(self.messages, default=0) + 1] = data

    def renumber(self) -> None:
        """What a server does that lost its index: other numbers for the same messages."""
        self.validity += 1
        self.messages = {uid + 100: data for uid, data in self.messages.items()}


class Server:
    """Serves on a free port of this machine; ``commands`` is what was asked, without passwords."""

    def __init__(self, user: str, password: str, context: ssl.SSLContext | None = None) -> None:
        server = self

        class Handler(socketserver.StreamRequestHandler):
            def setup(self) -> None:
                if context is not None:
                    self.request = context.wrap_socket(self.request, server_side=True)
                super().setup()

            def handle(self) -> None:
                with suppress(OSError):
                    server.talk(self)

        class Listener(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True

            def handle_error(self, *_: object) -> None:
                pass

        self.user, self.password = user, password
        self.folders: dict[str, Folder] = {"INBOX": Folder()}
        self.commands: list[str] = []
        self.capabilities = "IMAP4rev1 AUTH=PLAIN"
        self.size_told: int | None = None
        self.seconds_a_byte = 0.0
        self.drop_at = ""
        self.listener = Listener(("127.0.0.1", 0), Handler)
        self.port = self.listener.server_address[1]
        threading.Thread(target=self.listener.serve_forever, daemon=True).start()

    @property
    def inbox(self) -> Folder:
        return self.folders["INBOX"]

    def close(self) -> None:
        self.listener.shutdown()
        self.listener.server_close()

    def talk(self, line: socketserver.StreamRequestHandler) -> None:
        """One conversation."""
        folder, may_write = Folder(), False

        def say(words: str) -> None:
            line.wfile.write(words.encode() + b"\r\n")

        say("* OK ready")
        while data := line.rfile.readline():
            match = _COMMAND.fullmatch(data.rstrip(b"\r\n"))
            assert match, data
            tag, name, rest = match["tag"].decode(), match["name"].decode().upper(), match["rest"].decode()
            self.commands.append(name if name in ("LOGIN", "AUTHENTICATE") else f"{name} {rest}".strip())
            if self.drop_at and self.drop_at in name:
                return
            if name == "CAPABILITY":
                say(f"* CAPABILITY {self.capabilities}")
            elif name == "AUTHENTICATE":
                say("+ ")
                told = base64.b64decode(line.rfile.readline()).decode().split("\0")[1:]
                if told != [self.user, self.password]:
                    say(f"{tag} NO [AUTHENTICATIONFAILED] no such user or password ({told[1]})")
                    continue
            elif name == "LOGIN":
                if rest != f'"{self.user}" "{self.password}"':
                    say(f"{tag} NO LOGIN failed")
                    continue
            elif name in ("SELECT", "EXAMINE"):
                if rest.strip('"') not in self.folders:
                    say(f"{tag} NO no such mailbox")
                    continue
                folder, may_write = self.folders[rest.strip('"')], name == "SELECT"
                say(f"* {len(folder.messages)} EXISTS")
                say(f"* OK [UIDVALIDITY {folder.validity}] UIDs valid")
                say(f"{tag} OK [{'READ-WRITE' if may_write else 'READ-ONLY'}] done")
                continue
            elif name == "FETCH":
                first, _, last = rest.split(" ")[0].partition(":")
                for place, uid in list(enumerate(folder.messages, start=1))[int(first) - 1 : int(last)]:
                    say(f"* {place} FETCH (UID {uid})")
            elif name == "UID FETCH":
                self._give(line, folder, int(rest.split(" ")[0]), rest)
            elif name == "UID STORE":
                assert may_write, "the mailbox was opened to be read"
                folder.seen.add(int(rest.split(" ")[0]))
            elif name == "LOGOUT":
                say("* BYE")
                say(f"{tag} OK bye")
                return
            say(f"{tag} OK done")

    def _give(self, line: socketserver.StreamRequestHandler, folder: Folder, uid: int, rest: str) -> None:
        if uid not in folder.messages:
            return
        data = folder.messages[uid]
        size = self.size_told if self.size_told is not None else len(data)
        if "RFC822.SIZE" in rest:
            line.wfile.write(f"* 1 FETCH (UID {uid} RFC822.SIZE {size})\r\n".encode())
            return
        assert "BODY.PEEK[]" in rest, "a message must not be marked by being read"
        line.wfile.write(f"* 1 FETCH (UID {uid} BODY[] {{{len(data)}}}\r\n".encode())
        if self.seconds_a_byte:
            for byte in data:
                line.wfile.write(bytes([byte]))
                time.sleep(self.seconds_a_byte)
        else:
            line.wfile.write(data)
        line.wfile.write(b")\r\n")
