import ResourceTables
import Testing

@Suite struct ResourceTableTests {
  @Test func readsHeadColumnsAndRows() throws {
    let table = try ResourceTable(
      name: "t.tsv", bytes: "# title: T\r\n# version: 1\n\nname\tmonth\nJanuary\t1\r\n# a remark\nMay\t\n".utf8)
    #expect(table.head["version"] == "1")
    #expect(table.columns == ["name", "month"])
    #expect(table.rows.map(\.fields) == [["January", "1"], ["May", ""]])
    #expect(table.rows.map(\.line) == [5, 7])
  }

  @Test func aByteOrderMarkIsNoPartOfTheFirstLine() throws {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    #expect(
      try ResourceTable(name: "t.tsv", bytes: mark + Array("name\tcode\na\tFRA\n".utf8)).columns == ["name", "code"])
    #expect(
      try ResourceTable(name: "t.tsv", bytes: mark + Array("# version: 2\nname\na\n".utf8)).head["version"] == "2")
  }

  @Test func namesFileAndLineOfABadRow() {
    #expect(throws: ResourceError(table: "t.tsv", line: 3, reason: .fieldCount(got: 1, expected: 2))) {
      try ResourceTable(name: "t.tsv", bytes: "a\tb\n1\t2\n3\n".utf8)
    }
    #expect(throws: ResourceError(table: "t.tsv", line: 1, reason: .noColumns)) {
      try ResourceTable(name: "t.tsv", bytes: "# only a head\n".utf8)
    }
    #expect(throws: ResourceError(table: "t.tsv", line: 2, reason: .notUTF8)) {
      try ResourceTable(name: "t.tsv", bytes: Array("a\n".utf8) + [0xFF, 0x0A])
    }
  }

  @Test func everyEmbeddedTableReadsAndSaysWhereItComesFrom() throws {
    #expect(!EmbeddedTables.names.isEmpty)
    for name in EmbeddedTables.names where name.hasSuffix(".tsv") {
      let table = try EmbeddedTables.table(name)
      #expect(!table.rows.isEmpty, "\(name) is empty")
      for key in ["title", "version", "source", "licence"] {
        #expect(table.head[key]?.isEmpty == false, "\(name) has no \(key)")
      }
    }
  }

  @Test func tellsOfAByteOrderMarkAndOfCarriageReturns() throws {
    let table = try ResourceTable(name: "t.tsv", bytes: [0xEF, 0xBB, 0xBF] + Array("name\r\na\r\n".utf8))
    #expect(table.rows.map(\.fields) == [["a"]])
    #expect(table.remarks.map(\.line) == [1, 1])
  }

  @Test func layingATableOverOursReplacesRowsOfTheSameNameAndKeepsTheirPlaces() throws {
    let ours = try EmbeddedTables.table("times/eras.tsv")
    let known = try #require(ours.rows.first?.fields[0])
    let own = try KnowledgeOverlay(
      path: "own/eras.tsv", bytes: "edtf\tname\n1958/1976\tCod Wars\n1601\t\(known)\n".utf8)
    let table = try KnowledgeTables(overlays: [own]).table("times/eras.tsv")
    #expect(table.rows.count == ours.rows.count + 1)
    #expect(table.rows.suffix(2).map(\.fields) == [["Cod Wars", "1958/1976"], [known, "1601"]])
    #expect(table.rows.suffix(2).map { "\($0.table):\($0.line)" } == ["own/eras.tsv:2", "own/eras.tsv:3"])
    #expect(!table.rows.dropLast(2).contains { $0.fields[0] == known })
  }
}
