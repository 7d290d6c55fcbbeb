"""Dates and directions compared as shared/data/annotated/score.py does, for training targets."""
import re


def interval(value):
    if not value:
        return None
    value = re.sub(r"[~?%]", "", value)
    m = re.match(r"^(\d{4})-(2[1-4])$", value)
    if m:
        y, q = int(m[1]), int(m[2])
        return f"{y}-{('03', '06', '09', '12')[q - 21]}-01", f"{y + (q == 24):04}-{('05', '08', '11', '02')[q - 21]}-31"
    if "/" in value:
        a, b = value.split("/", 1)
        ia, ib = interval(a.replace("..", "")), interval(b.replace("..", ""))
        return (ia[0] if ia else "0000"), (ib[1] if ib else "9999")
    low, high = value.replace("X", "0"), value.replace("X", "9")
    low += {4: "-01-01", 7: "-01"}.get(len(low), "")
    high += {4: "-12-31", 7: "-31"}.get(len(high), "")
    return low, high


def months(span):
    if span[0] <= "0000" or span[1] >= "9999":
        return 60
    return (int(span[1][:4]) - int(span[0][:4])) * 12 + 1 + (int(span[1][5:7] or 12) - int(span[0][5:7] or 1))


def same_date(gold, found):
    """2 where both are the same span, 1 where they overlap and aren't of very different width, else 0."""
    a, b = interval(gold), interval(found)
    if a is None or b is None:
        return 2 if a is None and b is None else 0
    if a == b:
        return 2
    if a[0] <= b[1] and b[0] <= a[1] and max(months(a), months(b)) <= 12 * max(1, min(months(a), months(b))):
        return 1
    return 0
