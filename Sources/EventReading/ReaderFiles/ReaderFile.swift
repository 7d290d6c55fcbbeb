import Findings
import LanguageRuntime
import ResourceTables

/// What training made: the changes to the encoder's weights, the heads' weights, the names of the features and the
/// constants that training and reading share. A safetensors file whose metadata `reader` is a JSON object.
///
/// `Training/train.py` writes it; `Training/README.md` is its card.
package struct ReaderFile: Sendable {
  package static let name = "events/reader.safetensors"

  /// The name of the encoder that the changes are for.
  package let base: String
  package let version: String
  let constants: ReadingConstants
  let vocabularies: FeatureVocabularies
  let heads: ReaderHeads
  let calibration: Calibration
  package let amendments: [String: WeightAmendment]

  /// The file that ships with the program.
  ///
  /// - Throws: `ResourceError` where there is none, ``ModelError`` where it is damaged.
  package init() throws { try self.init(Self.shipped()) }

  /// Name and version of the file that ships with the program, from its header alone.
  ///
  /// - Throws: as ``init()``.
  package static func identity() throws -> String {
    let settings = try settings(of: shipped())
    return try identity(version: settings.string("version"), base: settings.string("base"))
  }

  /// Name and version of this file.
  package var identity: String { Self.identity(version: version, base: base) }

  private static func identity(version: String, base: String) -> String { "learned reader \(version), \(base)" }

  private static func shipped() throws -> SafetensorsFile {
    guard let bytes = EmbeddedTables.bytes(of: name) else {
      throw ResourceError(table: name, line: 0, reason: .missing)
    }
    return try SafetensorsFile(name: name, permanent: UnsafeRawBufferPointer(bytes))
  }

  private static func settings(of file: SafetensorsFile) throws(ModelError) -> ReaderSettings {
    guard let text = file.metadata["reader"], let settings = JSONValue(parsing: text.utf8) else {
      throw ModelError(file: name, reason: .damaged("no settings of the reader in its header"))
    }
    return ReaderSettings(settings)
  }

  /// - Throws: ``ModelError`` naming what is missing or of another shape than the rest asks for.
  package init(_ file: SafetensorsFile) throws(ModelError) {
    let read = try Self.settings(of: file)
    base = try read.string("base")
    version = try read.string("version")
    constants = try ReadingConstants(read)
    vocabularies = try FeatureVocabularies(read)
    calibration = try Calibration(read)
    heads = try ReaderHeads(file, vocabularies: vocabularies, constants: constants)
    var amendments: [String: WeightAmendment] = [:]
    for name in file.names where name.hasPrefix(Self.change) {
      let tensor = String(name.dropFirst(Self.change.count))
      guard let shape = file.shape(of: name) else { continue }
      if let target = tensor.withoutSuffix(".left") {
        guard shape.count == 2, let other = file.shape(of: Self.change + target + ".right"), other.count == 2 else {
          throw ModelError(file: Self.name, layer: tensor, reason: .missing)
        }
        amendments[target] = .lowRank(
          left: try file.floats(name, shape: shape),
          right: try file.floats(Self.change + target + ".right", shape: other), rank: shape[1])
      } else if tensor.withoutSuffix(".right") == nil {
        amendments[tensor] = .replaced(try file.floats(name, shape: shape))
      }
    }
    self.amendments = amendments
  }

  private static let change = "encoder:"
}

extension String {
  fileprivate func withoutSuffix(_ suffix: String) -> String? {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : nil
  }
}
