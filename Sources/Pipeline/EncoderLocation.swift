import EventReading
import Foundation
import LanguageRuntime

/// How events are found.
public enum CoderKind: String, Sendable, CaseIterable {
  /// By frames alone: the fast path.
  case rules
  /// By the learned reader, with what the rules find as evidence.
  case learned
}

/// Where the encoder of the learned reader lies: `ENTENTE_ENCODER`, else the folder that set-up made below
/// `$XDG_DATA_HOME` (`~/.local/share`).
public struct EncoderLocation: Sendable {
  /// The base that set-up fetches.
  public static let defaultName = "all-MiniLM-L6-v2-0.1.0"

  public let folder: URL
  public let precision: EncoderPrecision

  public init(folder: URL, precision: EncoderPrecision = .int8) {
    self.folder = folder
    self.precision = precision
  }

  /// The encoder's folder; nil where there is none.
  public static func find(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> EncoderLocation? {
    let home = environment["HOME"] ?? NSHomeDirectory()
    let data = environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? home + "/.local/share"
    let path = environment["ENTENTE_ENCODER"] ?? "\(data)/entente/models/\(defaultName)"
    guard FileManager.default.fileExists(atPath: path + "/config.json") else { return nil }
    return EncoderLocation(folder: URL(fileURLWithPath: path, isDirectory: true))
  }

  func load() throws -> LearnedReader {
    let file = try ReaderFile()
    return try LearnedReader(
      file: file, encoder: EncoderModel(folder: folder, precision: precision, amendments: file.amendments))
  }
}
