import Foundation

/// Where the language model lies: the folder that the user names, else `ENTENTE_MODEL`, else the one that set-up made
/// below `$XDG_DATA_HOME` (`~/.local/share`).
public enum ModelLocation {
  /// The pipeline that set-up fetches.
  public static let defaultName = "en_core_web_sm-3.8.0"

  /// The folder to load.
  ///
  /// - Throws: ``MissingModel`` where it doesn't exist.
  public static func folder(
    named option: String?, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> URL {
    let home = environment["HOME"] ?? NSHomeDirectory()
    let data = environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? home + "/.local/share"
    let path = option ?? environment["ENTENTE_MODEL"] ?? "\(data)/entente/models/\(defaultName)"
    guard FileManager.default.fileExists(atPath: path) else { throw MissingModel(path: path) }
    return URL(fileURLWithPath: path, isDirectory: true)
  }
}

/// There is no language model where one was looked for.
public struct MissingModel: Error, Sendable, Equatable, CustomStringConvertible {
  public var path: String

  public var description: String {
    "\(path): error: no language model here; run Scripts/setup, or name a spaCy pipeline folder with --model"
  }
}
