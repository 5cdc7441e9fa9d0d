"""bench/results.md, and the same on the terminal."""

import os


class Page:
    def __init__(self, path, tell=print):
        self.path = path
        self.tell = tell
        self.lines = []

    def add(self, *lines):
        self.lines += lines
        for line in lines:
            self.tell(line)

    def section(self, title, text):
        self.add("", f"## {title}", "", text, "")

    def table(self, head, rows):
        self.add("| " + " | ".join(head) + " |", "|" + "---|" * len(head), *("| " + " | ".join(map(str, row)) + " |" for row in rows), "")

    def rounds(self, rounds):
        text = f"{len(rounds.kept)} rounds, there and back"
        if rounds.moved:
            moved = ", ".join(f"{moved:.0%}" for moved in rounds.moved)
            fate = "**which are in the figures all the same**" if rounds.keeps_all else "which were thrown away"
            text += f"; {rounds.reference} moved by more than 10 % in {len(rounds.moved)} rounds ({moved}), {fate}"
        self.add(text + ".", "")

    @staticmethod
    def spread(spread):
        return f"{spread.median:,.0f} ({spread.low:,.0f} - {spread.high:,.0f})"

    @staticmethod
    def micro(spread):
        return f"{spread.median:.1f} ({spread.low:.1f} - {spread.high:.1f})"

    @staticmethod
    def ratio(spread):
        return f"{spread.median:.2f} ({spread.low:.2f} - {spread.high:.2f})"

    def write(self):
        os.makedirs(os.path.dirname(self.path), exist_ok=True)
        with open(self.path, "w", encoding="utf-8") as file:
            file.write("\n".join(self.lines) + "\n")
