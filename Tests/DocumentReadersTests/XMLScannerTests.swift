import DocumentReaders
import TestSupport
import Testing

/// The XML of office files: what it says, and what is wrong with it.
@Suite struct XMLScannerTests {
  static func events(_ bytes: [UInt8]) throws(XMLFault) -> [XMLScanner.Event] {
    var scanner = try XMLScanner(bytes)
    var events: [XMLScanner.Event] = []
    while let event = try scanner.next() { events.append(event) }
    return events
  }

  static func words(_ text: String) throws(XMLFault) -> String {
    try events(Array(text.utf8)).reduce(into: "") { words, event in
      if case .characters(let more) = event { words += more }
    }
  }

  @Test func tellsElementsAttributesAndWordsInOrder() throws {
    let found = try Self.events(
      Array("<?xml version='1.0'?>\n<!-- a --><w:p a=\"1\" b = '&lt;&#x41;'>x<br/>y</w:p >\n".utf8))
    #expect(
      found == [
        .start("w:p", ["a": "1", "b": "<A"]), .characters("x"), .start("br", [:]), .end("br"), .characters("y"),
        .end("w:p"),
      ])
  }

  @Test(arguments: [
    ("<a>x &amp; &#233;</a>", "x & é"), ("<a><![CDATA[<b>&c;]]></a>", "<b>&c;"), ("<a>x<!-- <b> -->y</a>", "xy"),
    ("<!DOCTYPE a [<!ENTITY b 'c>'><!-- ' -->]><a>&b;</a>", "\u{FFFD}"), ("\u{FEFF}<a>é</a>", "é"),
    ("<a>]]></a>", "]]>"), ("<a b='>'>x</a>", "x"),
  ]) func givesWords(_ text: String, _ expected: String) throws {
    #expect(try Self.words(text) == expected)
  }

  @Test(arguments: [
    ("", XMLFault.Reason.noElement), ("<!-- a -->", .noElement), ("<a>", .endsEarly(inside: "<a>")),
    ("<a", .endsEarly(inside: "a tag")), ("<a b='c", .endsEarly(inside: "a value")),
    ("<a><!-- </a>", .endsEarly(inside: "a comment")), ("<a></b>", .closes("b", open: "a")),
    ("<a></a></a>", .closes("a", open: nil)), ("<a b='1' b='2'/>", .repeatedAttribute("b")),
    ("<a>&b;</a>", .unknownEntity("b")), ("<a>&#0;</a>", .character), ("<a>&#xD800;</a>", .character),
    ("<a>&#99999999999;</a>", .character), ("<a>\u{1}</a>", .character),
    ("<a>&b</a>", .unexpected("&", expected: "&name;")), ("x<a/>", .unexpected("x", expected: "an element")),
    ("<a/><b/>", .unexpected("<", expected: "the end of the file")),
    ("<a b=c/>", .unexpected("c", expected: "a quoted value")),
    ("<1/>", .unexpected("1", expected: "a name")), ("<a b='<'/>", .unexpected("<", expected: "the value's end")),
    ("<a b='1'c='2'/>", .unexpected("c", expected: "a blank or the tag's end")),
    ("<!DOCTYPE a [<!ENTITY", .endsEarly(inside: "the document type")),
  ]) func namesWhatIsWrong(_ text: String, _ reason: XMLFault.Reason) {
    #expect { try Self.events(Array(text.utf8)) } throws: { ($0 as? XMLFault)?.reason == reason }
  }

  @Test func refusesWhatIsNoText() {
    #expect(throws: XMLFault(reason: .character, byte: 3)) { try Self.events([0x3C, 0x61, 0x3E, 0xC0, 0x80]) }
  }

  @Test func boundsDepthAndAttributes() {
    let deep = String(repeating: "<a>", count: XMLScanner.depthLimit + 1)
    #expect(throws: XMLFault(reason: .tooDeep(limit: XMLScanner.depthLimit), byte: 3 * XMLScanner.depthLimit)) {
      try Self.events(Array(deep.utf8))
    }
    let wide = "<a" + (0...XMLScanner.attributeLimit).map { " b\($0)='1'" }.joined() + "/>"
    #expect { try Self.events(Array(wide.utf8)) } throws: { fault in
      (fault as? XMLFault)?.reason == .tooMany("attributes", limit: XMLScanner.attributeLimit)
    }
  }

  @Test func readsOtherEncodings() throws {
    let text = "<?xml version='1.0' encoding='ISO-8859-1'?><a>\u{E9}</a>"
    #expect(try Self.events(text.unicodeScalars.map { UInt8($0.value) })[1] == .characters("é"))
    let wide: [UInt8] = [0xFF, 0xFE] + "<a>é</a>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try Self.events(wide)[1] == .characters("é"))
  }

  /// Every start has its end, whatever is broken.
  @Test func brokenFilesKeepTheirNesting() {
    let mutator = FileMutator(seeds: [
      Array("<?xml version='1.0'?><a><b c='d &amp; e'>f<g/></b><!-- h --><i>j</i></a>".utf8)
    ])
    for round in 0..<3000 {
      guard var scanner = try? XMLScanner(mutator.mutation(round: round)) else { continue }
      var open: [String] = []
      while let event = try? scanner.next() {
        switch event {
        case .start(let name, _): open.append(name)
        case .end(let name): #expect(open.popLast() == name, "round \(round)")
        case .characters: #expect(!open.isEmpty, "round \(round)")
        }
      }
    }
  }
}
