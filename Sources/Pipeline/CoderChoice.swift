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

/// The encoder that the learned reader stands on.
public struct EncoderChoice: Sendable {
  public let folder: URL
  public let precision: EncoderPrecision

  public init(folder: URL, precision: EncoderPrecision = .int8) {
    self.folder = folder
    self.precision = precision
  }

  /// Name and version of the learned reader and its base, without loading either.
  ///
  /// - Throws: where the reader's file is missing or damaged.
  public func readerVersion() throws -> String { try ReaderFile.identity() }

  /// - Throws: ``ModelError`` where the folder isn't the base that the reader was made for.
  func load() throws -> LearnedReader {
    let file = try ReaderFile()
    return try LearnedReader(
      file: file, encoder: EncoderModel(folder: folder, precision: precision, amendments: file.amendments))
  }
}
