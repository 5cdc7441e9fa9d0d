"""summary.py FOLDER: adds up the JUnit results in it and prints `N passed, N failed` as the last line. Exit code 1 if any failed."""

import pathlib
import sys
import xml.etree.ElementTree as xml


def count(path):
    """(passed, failed, skipped) of one result file, by its test cases: runners don't agree on their totals."""
    passed = failed = skipped = 0
    for case in xml.parse(path).getroot().iter("testcase"):
        kinds = {child.tag for child in case}
        if kinds & {"failure", "error"}:
            failed += 1
        elif "skipped" in kinds or case.get("status") in ("notrun", "disabled"):
            skipped += 1
        else:
            passed += 1
    return passed, failed, skipped


def main(folder):
    passed = failed = skipped = 0
    for path in sorted(folder.glob("*.xml")):
        counts = count(path)
        print(f"{path.stem}: {counts[0]} passed, {counts[1]} failed" + (f", {counts[2]} skipped" if counts[2] else ""))
        passed, failed, skipped = passed + counts[0], failed + counts[1], skipped + counts[2]
    stage = folder / "failed-stage"
    if stage.exists() and not failed:
        print(f"stage {stage.read_text(encoding='utf-8').strip()} failed")
        failed = 1
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
