/// What a note tells of the work it cites.
struct BibliographicReference: Sendable, Hashable {
  var authors: [String] = []
  var title: String?
  var outlet: String?
  /// EDTF.
  var published: String?

  /// Whether it names a work that a later short reference can repeat.
  var isWork: Bool { title != nil || !authors.isEmpty }

  /// The last word of the first author's name, by which short references call it.
  var firstSurname: Substring? { authors.first?.split(separator: " ").last }
}
