import Testing
import WebServer

@Suite struct WordingTests {
  @Test(arguments: [
    ("1904-04-08", "8 April 1904"), ("1829-02", "February 1829"), ("1904", "1904"), ("198X", "the 1980s"),
    ("18XX", "the 1800s"), ("1979~", "about 1979"), ("1804/1813", "1804–1813"),
    ("1904-04/1904-07", "April 1904 – July 1904"),
    ("1990/..", "from 1990"), ("../1907", "until 1907"), ("1904-21", "spring 1904"), ("-0263", "264 BC"),
    ("0410", "AD 410"),
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
