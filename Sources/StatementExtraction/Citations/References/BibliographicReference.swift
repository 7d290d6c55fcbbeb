/// What a note tells of the work it cites.
package struct BibliographicReference: Sendable, Hashable {
  /// Given name or initials first: "A. J. P. Taylor".
  package var authors: [String] = []
  package var title: String?
  package var outlet: String?
  /// EDTF.
  package var published: String?
  /// The pages it points to, else those of the article: "427", "158–59", "5, 21–26".
  package var pages: String?

  /// Whether it names a work that a later short reference can repeat.
  package var isWork: Bool { title != nil || !authors.isEmpty }

  /// The last word of the first author's name, by which short references call it.
  var firstSurname: Substring? { authors.first.map(Self.surname) }

  /// "Samuel R. Williamson, Jr." is Williamson.
  static func surname(of author: String) -> Substring {
    let name = author.split(separator: ",").first ?? author[...]
    return name.split(separator: " ").last ?? name
  }
}
