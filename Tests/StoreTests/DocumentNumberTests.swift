import SourceTexts
import Store
import Testing

@Suite struct DocumentNumberTests {
  @Test func aNumberIsNeverUsedTwice() throws {
    let archive = try Archive.openInMemory()
    try archive.store(SampleDocument.coded())
    try archive.remove(document: 1)
    #expect(try archive.store(SampleDocument.coded()) == .added(document: 2))
    #expect(try archive.store(SampleDocument.coded(coder: "test 2")) == .recoded(document: 2))
  }

  @Test func whatIsGoneIsNotWrittenAgain() throws {
    let archive = try Archive.openInMemory()
    try archive.store(SampleDocument.coded())
    #expect(try archive.restore(SampleDocument.coded(coder: "test 2"), as: 1) == .recoded(document: 1))
    try archive.remove(document: 1)
    #expect(try archive.restore(SampleDocument.coded(coder: "test 3"), as: 1) == nil)
    #expect(try archive.documents().isEmpty)
    try archive.store(SampleDocument.coded())
    #expect(try archive.restore(SampleDocument.coded(coder: "test 3"), as: 1) == nil)
  }
}
