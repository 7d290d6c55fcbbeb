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

  /// The versions to keep with what a run finds. The codebook's names what the knowledge files hold, a user's own
  /// included, so that documents read again after any of it changed are coded anew.
  ///
  /// - Parameters:
  ///   - model: Name and version of the language model, `en_core_web_sm 3.8.0`.
  ///   - reader: Name and version of the learned reader; nil where rules alone find events.
  ///   - lexicons: The bytes of the user's knowledge files.
  /// - Complexity: linear in the size of the knowledge files.
  public static func versions(model: String, reader: String? = nil, lexicons: [[UInt8]] = []) -> CoderVersions {
    var knowledge: [UInt8] = []
    for name in EmbeddedTables.names {
      knowledge.append(contentsOf: name.utf8)
      if let bytes = EmbeddedTables.bytes(of: name) { knowledge.append(contentsOf: bytes) }
    }
    for lexicon in lexicons { knowledge.append(contentsOf: lexicon) }
    return CoderVersions(
      coder: name(reader: reader), model: model, codebook: "\(ontology); knowledge \(ContentDigest(of: knowledge).short)")
  }
}
