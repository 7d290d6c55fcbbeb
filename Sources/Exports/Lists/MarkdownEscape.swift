/// Text of a document in Markdown.
enum MarkdownEscape {
  /// Keeps the text's own signs from being read as markup, HTML or cells of a table (CommonMark 0.31, section 2.4); line
  /// ends become blanks.
  static func escape(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      if "\\`*_[]<>#|&".unicodeScalars.contains(scalar) { escaped += "\\" }
      if scalar == "\n" || scalar == "\r" { escaped += " " } else { escaped.unicodeScalars.append(scalar) }
    }
    return escaped
  }
}
