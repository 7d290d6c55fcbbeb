import Foundation
import ResourceTables

/// A user's knowledge files in folders.
public enum KnowledgeFiles {
  /// The tables in `folders` and the folders below them, sorted by path; a name that is a file stands for itself.
  public static func files(in folders: [String]) -> [String] {
    folders.flatMap { folder -> [String] in
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
        return [folder]
      }
      let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
      return names.filter { $0.hasSuffix(".tsv") }.sorted().map { folder + "/" + $0 }
    }
  }

  /// One file, laid over ours.
  ///
  /// - Throws: `ResourceError` where there is no such file or it is malformed.
  public static func overlay(_ path: String) throws -> KnowledgeOverlay {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw ResourceError(table: path, line: 0, reason: .missing)
    }
    return try KnowledgeOverlay(path: path, bytes: bytes)
  }

  /// Our tables with those in `folders` laid over them.
  ///
  /// - Throws: `ResourceError` for the first file that can't be used.
  public static func tables(in folders: [String]) throws -> KnowledgeTables {
    if folders.isEmpty { return .embedded }
    return try KnowledgeTables(overlays: files(in: folders).map(overlay))
  }
}
