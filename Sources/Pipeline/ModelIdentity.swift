import Foundation
import SourceTexts

/// Which language model a folder holds: name, version, and a digest of its files.
public struct ModelIdentity: Sendable, Hashable {
  /// "en_core_web_sm".
  public var name: String
  public var version: String
  public var digest: String

  /// Reads `meta.json` and all files. Of files over 32 MiB (word vectors) only the first and last MiB are read, and the
  /// length.
  ///
  /// - Complexity: linear in the size of the files; some 0.1 s for a small model.
  public init(folder: URL) {
    var name = folder.lastPathComponent
    var version = ""
    if let data = FileManager.default.contents(atPath: folder.appendingPathComponent("meta.json").path),
      let meta = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any]
    {
      if let known = meta["name"] as? String {
        name = (meta["lang"] as? String).map { "\($0)_\(known)" } ?? known
      }
      version = meta["version"] as? String ?? ""
    }
    self.name = name
    self.version = version
    var parts: [String] = []
    for path in (FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []).sorted() {
      let file = folder.appendingPathComponent(path)
      guard let handle = try? FileHandle(forReadingFrom: file), let size = try? handle.seekToEnd() else { continue }
      defer { try? handle.close() }
      var bytes: [UInt8] = []
      func take(from offset: UInt64, _ count: Int) {
        try? handle.seek(toOffset: offset)
        if let data = try? handle.read(upToCount: count) { bytes.append(contentsOf: data) }
      }
      if size > 32 << 20 {
        take(from: 0, 1 << 20)
        take(from: size - (1 << 20), 1 << 20)
      } else {
        take(from: 0, Int(size))
      }
      parts.append("\(path) \(size) \(ContentDigest(of: bytes).rawValue)\n")
    }
    digest = parts.isEmpty ? "" : String(ContentDigest(of: parts.joined().utf8).rawValue.prefix(16))
  }
}
