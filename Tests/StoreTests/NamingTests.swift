import Findings
import SourceTexts
import Store
import Testing

/// How documents and findings are called.
@Suite struct NamingTests {
  @Test func aNumberMeansThatDocumentAndNoOther() throws {
    let archive = try Archive.openInMemory()
    for number in 0..<6 {
      try archive.store(SampleDocument.coded(text: SampleDocument.text + " \(number)", file: "\(number).txt"))
    }
    #expect(try archive.document(named: "5").id == 5)
    #expect(try archive.document(named: "3.txt").id == 4)
    let digest = try #require(try archive.document(2)?.digest.rawValue)
    #expect(try archive.document(named: String(digest.prefix(8))).id == 2)
    #expect(throws: NamingError.self) { try archive.document(named: String(digest.prefix(7))) }
    #expect(throws: NamingError.unknownDocument("")) { try archive.document(named: "") }
  }

  @Test func aWordThatCouldBeTwoIsRefusedWithBoth() throws {
    let archive = try Archive.openInMemory()
    try archive.store(SampleDocument.coded(text: SampleDocument.text + " 1", file: "a/report.txt", title: "First"))
    try archive.store(SampleDocument.coded(text: SampleDocument.text + " 2", file: "b/report.txt", title: "Second"))
    #expect(throws: NamingError.ambiguousDocument("report.txt", ["1 (First)", "2 (Second)"])) {
      try archive.document(named: "report.txt")
    }
    #expect(try archive.document(named: "b/report.txt").id == 2)
  }

  @Test func twoRecordsWithTheSameTextAreTwoDocumentsAndOneSource() throws {
    let archive = try Archive.openInMemory()
    for identifier in ["r1", "r2"] {
      var coded = SampleDocument.coded()
      coded.layers.file.identifier = identifier
      try archive.store(coded)
    }
    let documents = try archive.documents()
    #expect(documents.map(\.metadata.identifier) == ["r1", "r2"])
    #expect(Set(documents.map(\.digest)).count == 1 && Set(documents.map(\.key)).count == 2)
    let reports = try archive.events()
    #expect(reports.count == 2 && Set(reports.map(\.source)).count == 1 && Set(reports.map(\.name)).count == 2)
    #expect(try archive.document(named: "r2").id == 2)
  }

  @Test func namesOfDocumentsAreAsLongAsTheyHaveToBe() throws {
    // Digests of texts that begin alike are too rare to wait for: identifiers make keys of our choosing.
    var seen: [String: Int] = [:]
    var pair: (Int, Int)?
    let digest = ContentDigest(of: SampleDocument.text.utf8)
    for number in 0..<200_000 {
      let start = String(DocumentKey.key(digest: digest, identifier: "n\(number)").prefix(8))
      if let other = seen[start] {
        pair = (other, number)
        break
      }
      seen[start] = number
    }
    let (first, second) = try #require(pair, "two keys that share eight digits are found among 200,000")
    let archive = try Archive.openInMemory()
    for number in [first, second] {
      var coded = SampleDocument.coded()
      coded.layers.file.identifier = "n\(number)"
      try archive.store(coded)
    }
    let documents = try archive.documents()
    #expect(documents[0].name != documents[1].name)
    #expect(documents.allSatisfy { $0.name.count > 8 && $0.key.hasPrefix($0.name) })
    let short = try #require(FindingName("\(documents[0].name.prefix(8)).e40"))
    #expect(throws: NamingError.self) { try archive.finding(named: short) }
    let names = try archive.events().map(\.name)
    #expect(Set(names).count == 2)
    for name in names { #expect(try archive.finding(named: name).name == name) }
  }

  @Test func aFindingKeepsItsNameWhenItsDocumentIsCodedAnew() throws {
    let archive = try Archive.openInMemory()
    try archive.store(SampleDocument.coded())
    let before = try archive.events().map(\.name)
    var anew = SampleDocument.coded(coder: "test 2")
    // A finding more before it, and the event coded otherwise.
    var other = SampleDocument.findings.events[0]
    other.trigger = Span(3, 10)
    anew.findings.events = [other, SampleDocument.findings.events[0]]
    anew.findings.events[1].category = .consult
    #expect(try archive.store(anew) == .recoded(document: 1))
    #expect(try archive.events().map(\.name).contains(before[0]))
  }

  @Test func actorsOfOneKeyAndOtherKindsStayApart() throws {
    let archive = try Archive.openInMemory()
    var coded = SampleDocument.coded()
    coded.findings.events[0].actors[0].identifier = "organization:entente"
    coded.findings.events[0].actors[1].identifier = "group:entente"
    try archive.store(coded)
    let table = try archive.table(of: .chronicle)
    let row = try #require(table.rows.first)
    #expect(Set(table.concerned(by: row).map { table.keys[Int($0)].identifier }).count == 2)
  }
}
