#!/usr/bin/env python3
"""window.py BINARY OUT_DIR: the real window, driven as a person would.

BINARY is built with the feature `inspection`: it then tells its accessibility tree over a local
socket. Starts a virtual screen, drops files over real XDND, presses keys, and checks what is shown.
Screenshots go to OUT_DIR. Exit status 0: all held.
"""
import os, pathlib, socket, struct, subprocess, sys, tempfile, time

import msgpack
from Xlib import X, XK, Xatom, display
from Xlib.ext import xtest
from Xlib.protocol import event

ARTICLE = """BEIRUT, October 2, 2016 - Syrian government forces captured the Kindi Hospital on Sunday, a monitor said.

Rebels still hold the district of Heluk, the Syrian Observatory for Human Rights said.
"""


class Window:
    """The program's window, by its accessibility tree."""

    def __init__(self, port=5719):
        for _ in range(200):
            try:
                self.stream = socket.create_connection(("127.0.0.1", port)).makefile("rwb")
                break
            except OSError:
                time.sleep(0.1)
        else:
            raise SystemExit("the window did not open its socket")
        self.stream.read(8)

    def call(self, request):
        body = msgpack.packb(request)
        self.stream.write(struct.pack(">I", len(body)) + body)
        self.stream.flush()
        size = struct.unpack(">I", self.stream.read(4))[0]
        return msgpack.unpackb(self.stream.read(size), raw=False, strict_map_key=False)

    def words(self):
        """Every text of the tree, in order."""
        out = []

        def walk(value):
            if isinstance(value, str):
                out.append(value)
            elif isinstance(value, dict):
                for v in value.values():
                    walk(v)
            elif isinstance(value, (list, tuple)):
                for v in value:
                    walk(v)

        walk(self.call("GetTree"))
        return out

    def wait_for(self, text, seconds=20):
        end = time.time() + seconds
        while time.time() < end:
            words = self.words()
            if any(text in w for w in words):
                print(f"  seen: {text}")
                return
            time.sleep(0.1)
        shown = [w for w in self.words() if len(w) > 2]
        raise SystemExit(f"not seen within {seconds} s: {text!r}\nshown: {shown[:400]}")

    def screenshot(self, path):
        answer = self.call({"GetScreenshot": [None]})
        value = next(iter(answer.values()))
        pathlib.Path(path).write_bytes(value[1] if isinstance(value, (list, tuple)) else value)


def find(window, d, title):
    """The window that takes drops and bears the title."""
    for child in window.query_tree().children:
        try:
            name = child.get_full_property(d.intern_atom("_NET_WM_NAME"), X.AnyPropertyType)
            text = name.value.decode() if name and isinstance(name.value, bytes) else str(child.get_wm_name() or "")
            if title in text and child.get_full_property(d.intern_atom("XdndAware"), X.AnyPropertyType):
                return child
            found = find(child, d, title)
            if found:
                return found
        except Exception:
            continue
    return None


def drop(d, target, paths):
    """Drops files on a window over XDND 5, in the order winit needs: the selection is served before the drop."""
    atom = d.intern_atom
    uris = "".join(pathlib.Path(p).absolute().as_uri() + "\r\n" for p in paths).encode()
    source = d.screen().root.create_window(0, 0, 10, 10, 0, X.CopyFromParent, event_mask=X.PropertyChangeMask)
    source.change_property(atom("XdndAware"), Xatom.ATOM, 32, [5])
    source.change_property(atom("TIME"), Xatom.INTEGER, 32, [0])
    while True:
        e = d.next_event()
        if e.type == X.PropertyNotify:
            now = e.time
            break
    source.set_selection_owner(atom("XdndSelection"), now)
    at = d.screen().root.translate_coords(target, 400, 300)
    x, y = abs(at.x), abs(at.y)
    xtest.fake_input(d, X.MotionNotify, x=x, y=y)

    def send(kind, data):
        target.send_event(event.ClientMessage(window=target, client_type=atom(kind), data=(32, data)), event_mask=0)
        d.flush()

    send("XdndEnter", [source.id, 5 << 24, atom("text/uri-list"), 0, 0])
    served = accepted = dropped = False
    start = last = 0.0
    start = time.time()
    while time.time() - start < 10:
        if not dropped and time.time() - last > 0.05:
            send("XdndPosition", [source.id, 0, (x << 16) | y, now, atom("XdndActionCopy")])
            last = time.time()
        if served and accepted and not dropped and time.time() - start > 0.4:
            send("XdndDrop", [source.id, 0, now, 0, 0])
            dropped = True
        while d.pending_events():
            e = d.next_event()
            if e.type == X.SelectionRequest:
                prop = e.property or e.target
                e.requestor.change_property(prop, atom("text/uri-list"), 8, uris)
                e.requestor.send_event(
                    event.SelectionNotify(
                        time=e.time, requestor=e.requestor, selection=e.selection, target=e.target, property=prop
                    ),
                    event_mask=0,
                )
                d.flush()
                served = True
            elif e.type == X.ClientMessage:
                kind, data = d.get_atom_name(e.client_type), e.data[1]
                if kind == "XdndStatus":
                    accepted = bool(data[1] & 1)
                if kind == "XdndFinished":
                    return bool(data[1] & 1)
        time.sleep(0.01)
    return False


def press(d, name):
    code = d.keysym_to_keycode(XK.string_to_keysym(name))
    xtest.fake_input(d, X.KeyPress, code)
    xtest.fake_input(d, X.KeyRelease, code)
    d.sync()


def free_display():
    return next(n for n in range(90, 200) if not pathlib.Path(f"/tmp/.X{n}-lock").exists())


def main():
    binary, out = sys.argv[1], pathlib.Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="frontlines-window-"))
    (folder / "report.txt").write_text(ARTICLE)
    (folder / "photo.txt").write_bytes(bytes(range(256)) * 16)
    number = free_display()
    env = {**os.environ, "DISPLAY": f":{number}", "EGUI_INSPECTION": "1", "LIBGL_ALWAYS_SOFTWARE": "1"}
    env.pop("WAYLAND_DISPLAY", None)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = [subprocess.Popen(["Xvfb", f":{number}", "-screen", "0", "1280x800x24", "+extension", "GLX"], **quiet)]
    try:
        for _ in range(100):
            if pathlib.Path(f"/tmp/.X11-unix/X{number}").exists():
                break
            time.sleep(0.1)
        running.append(subprocess.Popen(["openbox"], env=env, **quiet))
        program = subprocess.Popen([binary], env=env)
        running.append(program)
        window = Window()
        d = display.Display(f":{number}")
        target = next(filter(None, (find(d.screen().root, d, "Frontlines") or time.sleep(0.1) for _ in range(100))))
        print("the sample")
        window.wait_for("Map of reported control")
        window.wait_for("Click a mark, an area or a front to see who said so.")
        window.screenshot(out / "sample.png")
        print("a drop of two files")
        if not drop(d, target, [folder / "report.txt", folder / "photo.txt"]):
            raise SystemExit("the window did not take the drop")
        window.wait_for("Last load: 1 read, 1 refused")
        window.wait_for("Articles, 1")
        window.wait_for("Day: Sunday 2 October 2016")
        window.wait_for("Kindi Hospital: gov., taken")
        window.wait_for("not text")
        window.screenshot(out / "dropped.png")
        print("a day on")
        press(d, "Escape")
        press(d, "Right")
        window.wait_for("Day: Monday 3 October 2016")
        window.screenshot(out / "next-day.png")
        if program.poll() is not None:
            raise SystemExit(f"the program ended with {program.returncode}")
    finally:
        for process in reversed(running):
            process.terminate()
    print("the window holds")


if __name__ == "__main__":
    main()
