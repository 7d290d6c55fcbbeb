import Codebook

enum SiteFixture {
  private static let lexicon = try? ActorLexicon.load()

  static func someLexicon() throws -> ActorLexicon { try lexicon ?? ActorLexicon.load() }
}
