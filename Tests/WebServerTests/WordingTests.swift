import Findings
import Testing
import WebServer

@Suite struct WordingTests {
  @Test(arguments: [
    ("1904-04-08", "8 April 1904"), ("1829-02", "February 1829"), ("1904", "1904"), ("198X", "the 1980s"),
    ("18XX", "the 19th century"), ("180X", "1800–1809"), ("01XX", "the 2nd century"), ("20XX", "the 21st century"),
    ("1XXX", "1000–1999"), ("181X/183X", "the 1810s – the 1830s"), ("1979~", "about 1979"), ("1804/1813", "1804–1813"),
    ("1904-04/1904-07", "April – July 1904"), ("1903-05-01/1903-05-04", "1–4 May 1903"),
    ("1914-06-28/1914-08-04", "28 June – 4 August 1914"), ("1913-12/1914-01", "December 1913 – January 1914"),
    ("1914-06-28/1915-06-28", "28 June 1914 – 28 June 1915"), ("1904/1904", "1904"),
    ("1804~/1813", "about 1804 – 1813"),
    ("1990/..", "from 1990"), ("../1907", "until 1907"), ("1904-21", "spring 1904"), ("-0263", "264 BC"),
    ("0410", "AD 410"), ("0000", "1 BC"), ("0000-03-15", "15 March 1 BC"), ("-0043-03-15", "15 March 44 BC"),
    ("0001", "AD 1"),
    ("nonsense", "nonsense"), ("", ""),
  ]) func datesReadAsEnglish(_ edtf: String, _ words: String) throws {
    #expect(try Wording(lexicon: SiteFixture.someLexicon()).date(edtf) == words)
  }

  @Test(arguments: [
    (2_100_000_000.0, "2,100,000,000"), (1234.5, "1,234.5"), (0.333333, "0.333"), (-4200.0, "−4,200"), (0.0, "0"),
    (1.005, "1"), (99.999, "100"), (.infinity, "–"),
  ]) func numbersReadAsEnglish(_ value: Double, _ words: String) {
    #expect(Wording.number(value) == words)
  }

  @Test(arguments: [
    (2_500_000.0, "USD", "US$2,500,000"), (1.0, "ships", "1 ship"), (3.0, "ships", "3 ships"), (2.0, "year", "2 years"),
    (0.125, "share", "12.5%"), (7.0, "crises", "7 crises"), (7.0, "", "7"),
  ]) func amountsReadAsEnglish(_ value: Double, _ unit: String, _ words: String) throws {
    #expect(try Wording(lexicon: SiteFixture.someLexicon()).amount(value, unit: unit) == words)
  }

  @Test(arguments: [
    ("1848-01-01", "1852-12-31", "1848–1852"), ("1898-06-28", "1905-06-06", "28 June 1898 – 6 June 1905"),
    ("1905-01-01", "", "from 1905"), ("", "1905-12-31", "until 1905"), ("", "", ""),
    ("0481-01-01", "0888-12-31", "AD 481 – AD 888"),
  ]) func termsReadByYearsWhereTheyAreWhole(_ from: String, _ to: String, _ words: String) throws {
    let wording = try Wording(lexicon: SiteFixture.someLexicon())
    #expect(wording.period(from: CalendarDay(from), to: CalendarDay(to)) == words)
  }

  @Test func aFormKeepsItsFilesByteForByte() throws {
    let bytes: [UInt8] = [0, 13, 10, 45, 45, 119, 255, 13, 10]
    let body =
      Array("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\n\r\n".utf8) + bytes
      + Array("\r\n--x--\r\n".utf8)
    let form = try #require(MultipartForm(contentType: "multipart/form-data; boundary=x", body: body))
    // The bytes hold a line end and the boundary's first letters, but not the boundary itself.
    #expect(form.parts.map(\.bytes) == [bytes])
    #expect(form.parts.map(\.fileName) == ["a.bin"])
  }
}
