import Foundation
import ResourceTables
import SourceTexts
import Store

/// The versions that findings carry.
public enum CoderVersion {
  /// This program; goes up with a release.
  public static let coder = "entente 0.1.0"
  /// The coder as findings and the filters name it: the program, and how it finds events.
  public static func name(reader: String?) -> String { "\(coder) (\(reader ?? "rules"))" }
  /// The ontology.
  public static let ontology = "PLOVER 2.0-draft"

  /// The versions to keep with what a run finds. The codebook's names what the knowledge files hold that code, a user's
  /// own included, so that documents read again after any of it changed are coded anew; style sheets and samples code
  /// nothing.
  ///
  /// - Parameters:
  ///   - model: The language model.
  ///   - reader: Name and version of the learned reader; nil where rules alone find events.
  ///   - lexicons: The bytes of the user's knowledge files.
  /// - Complexity: linear in the size of the knowledge files.
  public static func versions(
    model: ModelIdentity, reader: String? = nil, lexicons: [[UInt8]] = []
  ) -> CoderVersions {
    var knowledge: [UInt8] = []
    for name in EmbeddedTables.names where codes(name, isLearned: reader != nil) {
      knowledge.append(contentsOf: name.utf8)
      if let bytes = EmbeddedTables.bytes(of: name) { knowledge.append(contentsOf: bytes) }
    }
    for lexicon in lexicons { knowledge.append(contentsOf: lexicon) }
    return CoderVersions(
      coder: name(reader: reader), model: model.name, modelVersion: model.version, modelDigest: model.digest,
      codebook: "\(ontology); knowledge \(ContentDigest(of: knowledge).short)")
  }

  /// Whether a file of the binary takes part in coding.
  ///
  /// - Parameter isLearned: whether the learned reader does, too.
  package static func codes(_ name: String, isLearned: Bool) -> Bool {
    !name.hasPrefix("web/") && !name.hasPrefix("samples/") && (isLearned || !name.hasPrefix("events/reader."))
  }
}
