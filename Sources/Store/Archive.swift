import Foundation
import GRDB
import SourceTexts

/// The file in which documents and their findings are kept: SQLite in write-ahead mode.
///
/// A document and all its findings are written in one transaction, so that a killed run leaves a good archive; the
/// same content is kept once, however many files carry it. Any number of readers can read while one writes.
///
/// ## Topics
/// - Opening: ``open(at:)``, ``openInMemory()``
/// - Writing: ``store(_:)``, ``remove(_:)``
/// - Reading: ``documents()``, ``source(of:)``, ``findings(of:)``, ``events(matching:)``, ``search(_:limit:)``
public final class Archive: Sendable {
  let database: any DatabaseWriter

  private init(database: any DatabaseWriter) throws {
    self.database = database
    try ArchiveMigrator.migrator.migrate(database)
  }

  /// Opens the archive at `path`, makes it where there is none, and brings an older one up to date.
  ///
  /// - Throws: ``ArchiveError`` where the file isn't an archive, is newer than this program, or can't be written.
  public static func open(at path: String) throws -> Archive {
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(30)
      configuration.label = "archive"
      configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA synchronous = NORMAL") }
      let pool = try DatabasePool(path: path, configuration: configuration)
      let isNewer = try pool.read { db in try ArchiveMigrator.migrator.hasBeenSuperseded(db) }
      if isNewer { throw ArchiveError.newerThanProgram(path: path) }
      return try Archive(database: pool)
    } catch let error as DatabaseError {
      throw ArchiveError(error, path: path)
    }
  }

  /// Opens the archive at `path`, which has to exist already.
  ///
  /// - Throws: ``ArchiveError/missing(path:)`` where there is no such file.
  public static func openExisting(at path: String) throws -> Archive {
    guard FileManager.default.fileExists(atPath: path) else { throw ArchiveError.missing(path: path) }
    return try open(at: path)
  }

  /// An archive that lives as long as the value, for tests.
  public static func openInMemory() throws -> Archive {
    try Archive(database: DatabaseQueue())
  }
}

/// What can go wrong with an archive file.
public enum ArchiveError: Error, Sendable, Equatable {
  case missing(path: String)
  case notAnArchive(path: String)
  case newerThanProgram(path: String)
  case notWritable(path: String, reason: String)
  case database(path: String, reason: String)

  init(_ error: DatabaseError, path: String) {
    switch error.resultCode {
    case .SQLITE_NOTADB, .SQLITE_CORRUPT: self = .notAnArchive(path: path)
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_FULL, .SQLITE_IOERR:
      self = .notWritable(path: path, reason: error.message ?? "unknown reason")
    default: self = .database(path: path, reason: error.message ?? "unknown reason")
    }
  }
}

extension ArchiveError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let path): "\(path): error: no such archive; `entente read FILE… --archive \(path)` makes one"
    case .notAnArchive(let path): "\(path): error: not an archive of Entente (not an SQLite file, or damaged)"
    case .newerThanProgram(let path): "\(path): error: written by a newer version of Entente"
    case .notWritable(let path, let reason): "\(path): error: can't be opened or written: \(reason)"
    case .database(let path, let reason): "\(path): error: \(reason)"
    }
  }
}
