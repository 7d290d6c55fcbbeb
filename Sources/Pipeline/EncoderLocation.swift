import Foundation

/// Where the encoder lies: `ENTENTE_ENCODER`, else the folder that set-up made below `$XDG_DATA_HOME` (`~/.local/share`).
public enum EncoderLocation {
  /// The encoder that set-up fetches.
  public static let defaultName = "all-MiniLM-L6-v2-0.1.0"

  /// The folder to load, or nil where set-up has made none: what needs an encoder is left out then.
  ///
  /// - Throws: ``MissingEncoder`` where `ENTENTE_ENCODER` names a folder that isn't there.
  public static func folder(environment: [String: String] = ProcessInfo.processInfo.environment) throws(MissingEncoder)
    -> URL?
  {
    if let named = environment["ENTENTE_ENCODER"], !named.isEmpty {
      guard FileManager.default.fileExists(atPath: named) else { throw MissingEncoder(path: named) }
      return URL(fileURLWithPath: named, isDirectory: true)
    }
    let home = environment["HOME"] ?? NSHomeDirectory()
    let data = environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? home + "/.local/share"
    let path = "\(data)/entente/models/\(defaultName)"
    return FileManager.default.fileExists(atPath: path) ? URL(fileURLWithPath: path, isDirectory: true) : nil
  }
}

/// The learned reader was asked for, or `ENTENTE_ENCODER` names a folder, and there is no encoder.
public struct MissingEncoder: Error, Sendable, Equatable, CustomStringConvertible {
  public var path: String

  public init(path: String) { self.path = path }

  public var description: String {
    "\(path): error: no encoder for the learned reader here; Scripts/setup fetches it, ENTENTE_ENCODER names another folder"
  }
}
