import GRDB

/// What can go wrong with an archive file.
public enum ArchiveError: Error, Sendable, Equatable {
  case missing(path: String)
  case notAnArchive(path: String)
  case newerThanProgram(path: String)
  case notReadable(path: String, reason: String)
  case notWritable(path: String, reason: String)
  /// It is shown from a copy, and nothing can be stored in it.
  case readOnly(path: String)
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
    case .notAnArchive(let path): "\(path): error: not an archive of Entente (another program's file, or damaged)"
    case .newerThanProgram(let path): "\(path): error: written by a newer version of Entente than this one"
    case .notReadable(let path, let reason): "\(path): error: can't be read: \(reason)"
    case .notWritable(let path, let reason): "\(path): error: can't be opened or written: \(reason)"
    case .readOnly(let path): "\(path): error: this archive can only be read, so nothing can be stored in it"
    case .database(let path, let reason): "\(path): error: \(reason)"
    }
  }
}
