#!/usr/bin/env python3
"""frames.py BINARY [SCREENSHOT_DIR]: how long frames take in the real window with 100,000 claims loaded.

BINARY is a release build with the feature `inspection`. Ten thousand invented articles are opened on a
virtual screen without a graphics card; then the map is dragged about, and the days are played. Prints the
median frame of each, the memory, and the processor time of the window left alone. Needs what `window` needs.
"""
import csv, datetime, json, math, os, pathlib, random, statistics, subprocess, sys, tempfile, time

from Xlib import X, display
from Xlib.ext import xtest

import window as w

SIZES = {"1280x800": 16, "1920x1080": 33}  # pixels, and the milliseconds a median frame may take
SIDES = ["Government forces", "Rebels", "Kurdish forces", "Islamic State fighters"]
SAYS = ["captured {p} on {d}.", "took control of {p} on {d}.", "hold {p}, residents said.", "shelled {p} on {d}.",
        "lost {p} on {d}.", "besiege {p}.", "advanced in {p} on {d}.", "clashed with their rivals in {p} on {d}."]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def articles(path, count):
    """Invented articles of eleven claims each, over 2,500 days."""
    dice = random.Random(5)
    places = []
    for name in ("aleppo", "daraa"):
        with open(pathlib.Path(__file__).parent.parent / f"assets/gazetteer/{name}.csv") as table:
            rows = csv.DictReader(table)
            places += [r["name"] for r in rows if r["kind"] in ("village", "town", "quarter", "base", "hill", "camp")]
    with open(path, "w") as out:
        for n in range(count):
            day = datetime.date(2012, 6, 1) + datetime.timedelta(days=dice.randrange(2500))
            text = []
            for _ in range(11):
                at = dice.randrange(len(places))
                side = SIDES[(at // 40 + dice.randrange(5) // 4) % 4]
                text.append(side + " " + dice.choice(SAYS).format(p=places[at], d=dice.choice(DAYS)))
                text.append("The " + " ".join(f"word{dice.randrange(3000)}" for _ in range(8)) + ".")
            out.write(json.dumps({"id": f"a{n}", "title": f"Report {n}", "text": "\n\n".join(text),
                                  "published": str(day), "outlet": f"Outlet {dice.randrange(60)}"}) + "\n")


def memory(pid, what):
    line = next(l for l in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines() if l.startswith(what))
    return int(line.split()[1]) / 1024


def processor(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def drag(d, size, seconds):
    """Drags the map round in circles."""
    x, y = int(size[0] * 0.5), int(size[1] * 0.45)
    xtest.fake_input(d, X.MotionNotify, x=x, y=y)
    xtest.fake_input(d, X.ButtonPress, 1)
    end = time.time() + seconds
    while time.time() < end:
        turn = (end - time.time()) * 1.5
        xtest.fake_input(d, X.MotionNotify, x=int(x + 120 * math.sin(turn)), y=int(y + 120 * (1 - math.cos(turn))))
        d.sync()
        time.sleep(0.008)
    xtest.fake_input(d, X.ButtonRelease, 1)
    d.sync()


def run(binary, path, size, frames, shots):
    number, home = w.free_display(), tempfile.mkdtemp(prefix="frontlines-home-")
    env = {**os.environ, "DISPLAY": f":{number}", "EGUI_INSPECTION": "1", "LIBGL_ALWAYS_SOFTWARE": "1", "HOME": home,
           "XDG_CONFIG_HOME": f"{home}/config", "XDG_DATA_HOME": f"{home}/data"}
    env.pop("WAYLAND_DISPLAY", None)
    if frames:
        env["FRONTLINES_FRAMES"] = frames
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    wide, high = map(int, size.split("x"))
    running = [subprocess.Popen(["Xvfb", f":{number}", "-screen", "0", f"{size}x24", "+extension", "GLX"], **quiet)]
    try:
        while not pathlib.Path(f"/tmp/.X11-unix/X{number}").exists():
            time.sleep(0.1)
        running.append(subprocess.Popen(["openbox"], env=env, **quiet))
        began = time.time()
        program = subprocess.Popen([binary, path], env=env, **quiet)
        running.append(program)
        window = w.Window()
        d = display.Display(f":{number}")
        target = next(filter(None, (w.find(d.screen().root, d, "Frontlines") or time.sleep(0.1) for _ in range(300))))
        target.configure(x=0, y=0, width=wide, height=high)
        d.sync()
        window.wait_for("Articles, 10,000", 300)
        print(f"{size}: loaded after {time.time() - began:.0f} s")
        time.sleep(15)
        w.press(d, "Escape")
        if not frames:
            before = processor(program.pid)
            time.sleep(10)
            print(f"  left alone: {(processor(program.pid) - before) * 10:.1f} % of a processor")
            return
        lines = lambda: pathlib.Path(frames).read_text().splitlines()
        for what, act in [
            ("dragging the map", lambda: drag(d, (wide, high), 8)),
            ("playing the days", lambda: (w.press(d, "space"), time.sleep(8), w.press(d, "space"))),
        ]:
            start = len(lines())
            spent = processor(program.pid)
            act()
            took = [float(line.split()[1]) for line in lines()[start + 1 : -1]]
            spent = (processor(program.pid) - spent) * 1000 / max(len(took), 1)
            slow = sorted(took)[int(len(took) * 0.95)]
            print(f"  {what}: median {statistics.median(took):.1f} ms of {len(took)} frames (at most {SIZES[size]}),"
                  f" 19 of 20 within {slow:.1f} ms, {spent:.1f} ms of processor a frame")
            if shots:
                window.screenshot(pathlib.Path(shots) / f"frames-{size}-{what.split()[0]}.png")
            time.sleep(1)
        print(f"  memory {memory(program.pid, 'VmRSS'):.0f} MB, at most {memory(program.pid, 'VmHWM'):.0f} MB")
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait()


def main():
    binary, shots = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
    folder = pathlib.Path(tempfile.mkdtemp(prefix="frontlines-frames-"))
    articles(folder / "articles.jsonl", 10_000)
    for size in SIZES:
        run(binary, folder / "articles.jsonl", size, str(folder / "frames.txt"), shots)
    run(binary, folder / "articles.jsonl", "1280x800", None, shots)


main()
