import Foundation
import GRDB
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

  @Test func anArchiveThatWasMadeBeforeGoesOnBehindItsLastNumber() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("entente-\(UUID().uuidString).sqlite").path
    defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
    do {
      let archive = try Archive.open(at: path)
      try archive.store(SampleDocument.coded())
      // As it was before numbers were kept.
      let queue = try DatabaseQueue(path: path)
      try queue.write { db in
        try db.execute(
          sql: """
            DROP TRIGGER document_numbered; DROP TABLE document_number;
            DELETE FROM grdb_migrations WHERE identifier LIKE '%numbers%';
            """)
      }
    }
    let archive = try Archive.open(at: path)
    try archive.remove(document: 1)
    #expect(try archive.store(SampleDocument.coded()) == .added(document: 2))
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
