import Foundation
import Store

/// The versions that findings carry.
public enum CoderVersion {
  /// This program; goes up with every change that can change findings.
  public static let coder = "entente 0.1.0"
  /// The ontology and the edition of the knowledge files.
  public static let codebook = "PLOVER 2.0-draft; knowledge 2026-11-21"

  /// The versions to keep with what a run finds.
  ///
  /// - Parameter model: Name and version of the language model, `en_core_web_sm 3.8.0`.
  public static func versions(model: String, lexicon: String? = nil) -> CoderVersions {
    CoderVersions(coder: coder, model: model, codebook: lexicon.map { "\(codebook); \($0)" } ?? codebook)
  }
}
