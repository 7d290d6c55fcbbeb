import Foundation
import GRDB

/// A look at a file before it is opened for good, so that nothing is written to what is no archive.
enum ArchiveFile {
  enum Content {
    /// Nothing is there yet.
    case empty
    case archive
  }

  /// - Throws: ``ArchiveError`` where the file is another program's, damaged, or newer than this program.
  static func look(at path: String) throws -> Content {
    guard let file = FileHandle(forReadingAtPath: path) else {
      if FileManager.default.fileExists(atPath: path) {
        throw ArchiveError.notReadable(path: path, reason: "no permission, or not a file")
      }
      return .empty
    }
    defer { try? file.close() }
    let head = (try? file.read(upToCount: 100)) ?? Data()
    if head.isEmpty { return .empty }
    guard head.count == 100, head.starts(with: Array("SQLite format 3\0".utf8)) else {
      throw ArchiveError.notAnArchive(path: path)
    }
    var configuration = Configuration()
    configuration.readonly = true
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      defer { try? queue.close() }
      return try queue.read { db in
        let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
        let identifier = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        // A file that holds nothing yet, as a run leaves it that was stopped at its beginning.
        if tables == 0, identifier == 0 || identifier == SecondVersion.applicationIdentifier { return .empty }
        var isOurs = identifier == SecondVersion.applicationIdentifier
        if identifier == 0, try db.tableExists("grdb_migrations") {
          isOurs = try ArchiveMigrator.migrator.appliedIdentifiers(db).contains(ArchiveMigrator.firstMigration)
        }
        guard isOurs else { throw ArchiveError.notAnArchive(path: path) }
        if try ArchiveMigrator.migrator.hasBeenSuperseded(db) { throw ArchiveError.newerThanProgram(path: path) }
        return .archive
      }
    } catch let error as DatabaseError {
      // Its write-ahead log can't be read without a place to write: the copy that is opened instead can.
      if error.resultCode == .SQLITE_CANTOPEN, isOurs(head) { return .archive }
      throw ArchiveError(error, path: path)
    }
  }

  private static func isOurs(_ head: Data) -> Bool {
    let identifier = head.dropFirst(68).prefix(4).reduce(0) { $0 << 8 | Int32($1) }
    return identifier == SecondVersion.applicationIdentifier || identifier == 0
  }

  /// Whether SQLite can write the file and its log beside it.
  static func isWritable(_ path: String) -> Bool {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let files = FileManager.default
    return files.isWritableFile(atPath: folder)
      && (!files.fileExists(atPath: path) || files.isWritableFile(atPath: path))
  }
}

/// A copy of an archive that can't be written, in a folder of its own that goes away with it.
final class ArchiveCopy: Sendable {
  let path: String
  private let folder: URL

  init(of path: String) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("entente-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    self.path = folder.appendingPathComponent("archive.sqlite").path
    for end in ["", "-wal"] where FileManager.default.fileExists(atPath: path + end) {
      try FileManager.default.copyItem(atPath: path + end, toPath: self.path + end)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: self.path + end)
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }
}
