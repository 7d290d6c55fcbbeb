import Findings
import SourceTexts

extension MarkedText {
  /// The words of a block, cut wherever a mark, a note's mark or something left out begins or ends.
  ///
  /// Goes once through marks and omissions; a piece costs as much as marks lie over it.
  ///
  /// - Parameter marks: those that touch the block, in order.
  func pieces(of block: Span, marks: [Mark]) -> [TextPiece] {
    let omissions = source.omissions[
      source.omissions.partitioningIndex {
        $0.end > block.start
      }..<source.omissions.partitioningIndex {
        $0.start >= block.end
      }]
    let places = cuts(of: block, marks: marks, omissions: omissions)
    var pieces: [TextPiece] = []
    var begun = 0
    /// Where marks begin that lead here.
    func anchors(at start: Int) -> [TextPiece.Anchor] {
      var anchors: [TextPiece.Anchor] = []
      while begun < marks.count, marks[begun].span.start <= start {
        if marks[begun].span.start == start { anchors.append(TextPiece.Anchor(anchor: marks[begun].id)) }
        begun += 1
      }
      if let selected, selected.span.start == start, !marks.contains(where: { $0.id == selected.id }) {
        anchors.append(TextPiece.Anchor(anchor: selected.id))
      }
      return anchors
    }
    var omitted = omissions.startIndex
    var entered = 0
    var over: [Mark] = []
    for (start, end) in zip(places, places.dropFirst()) {
      let span = Span(start, end)
      var lead = anchors(at: start)
      while entered < marks.count, marks[entered].span.start <= start {
        over.append(marks[entered])
        entered += 1
      }
      over.removeAll { $0.span.end < end }
      if let note = notesByMark[start], let mark = note.mark, mark.isEmpty || mark == span {
        pieces.append(reference(to: note, anchors: lead))
        if !mark.isEmpty { continue }
        lead = []
      }
      while omitted < omissions.endIndex, omissions[omitted].end <= start { omitted += 1 }
      if omitted < omissions.endIndex, omissions[omitted].contains(span) {
        if !lead.isEmpty { pieces.append(TextPiece(anchors: lead)) }
        continue
      }
      pieces.append(words(span, anchors: lead, over: over))
    }
    let lead = anchors(at: block.end)
    if let note = notesByMark[block.end], note.mark?.isEmpty == true {
      pieces.append(reference(to: note, anchors: lead))
    } else if !lead.isEmpty {
      pieces.append(TextPiece(anchors: lead))
    }
    return pieces
  }

  private func cuts(of block: Span, marks: [Mark], omissions: ArraySlice<Span>) -> [Int] {
    var cuts: Set<Int> = [block.start, block.end]
    func cut(_ span: Span) {
      for place in [span.start, span.end] where block.start <= place && place <= block.end { cuts.insert(place) }
    }
    for mark in marks { cut(mark.span) }
    for omission in omissions { cut(omission) }
    let first = noteMarks.partitioningIndex { $0.start >= block.start }
    for mark in noteMarks[first...].prefix(while: { $0.start <= block.end }) { cut(mark) }
    if let selected {
      cut(selected.evidence)
      cut(selected.span)
    }
    return cuts.sorted()
  }

  /// The number of a note: leads to its finding where sources are marked, else to the note itself.
  private func reference(to note: Note, anchors: [TextPiece.Anchor]) -> TextPiece {
    var piece = TextPiece(
      anchors: anchors, noteLabel: note.label,
      noteHref: place(of: note.body.start) + "#note-\(note.body.start)", refAnchor: "ref-\(note.body.start)")
    if let place = note.mark, let mark = citations[place] {
      piece.noteHref = address(mark.id)
      piece.noteStyle = mark.id == selected?.id ? "mark chosen" : "mark"
    }
    return piece
  }

  /// - Parameter covering: the marks that lie over all of the piece.
  private func words(_ span: Span, anchors: [TextPiece.Anchor], over covering: [Mark]) -> TextPiece {
    let text = String(decoding: bytes[span.start..<span.end], as: UTF8.self)
    var piece = TextPiece(anchors: anchors, text: text)
    var styles: [String] = []
    if covering.contains(where: { $0.kind == .statement }) { styles.append("in-statement") }
    // The most specific finding is the one that its words lead to.
    if let best = covering.min(by: { ($0.span.count, $0.id) < ($1.span.count, $1.id) }) {
      styles.append("m-\(best.kind.rawValue)")
      if let tone = best.tone { styles.append(tone) }
      // A blank between two marks would be a link without words.
      if text.utf8.contains(where: { $0 > 0x20 }) {
        piece.markHref = address(best.id)
        piece.markId = best.id
      }
    }
    if let selected {
      if selected.span.contains(span) {
        styles.append("chosen")
      } else if selected.evidence.contains(span) {
        styles.append("chosen-evidence")
      }
    }
    if !styles.isEmpty { piece.style = styles.joined(separator: " ") }
    return piece
  }
}
