import SourceTexts

extension DocumentDraft {
  /// Finds the blocks that are notes: by labels that only notes have, and by numbers that a mark in the text before
  /// them bears too.
  mutating func openNotes() {
    var marked: [String: [Int]] = [:]
    for block in blocks { for mark in block.markup.marks { marked[mark.label, default: []].append(mark.span.start) } }
    var inSection = false
    var last = 0
    for index in blocks.indices {
      let block = blocks[index]
      if !block.words.isEmpty, let verdict = knowledge.phrases.verdict(exactly: block.words) {
        if verdict.kind == .footnote { inSection = index > 2 } else if verdict.section == .rest { inSection = false }
        continue
      }
      if block.kind == .code || block.note != nil { continue }
      if let found = NoteLabel.explicit(in: bytes, block.range), found.body < block.range.upperBound {
        open(index, found)
        last = NoteLabel.number(found.label) ?? last
        continue
      }
      guard !block.isSettled || block.kind == .listItem || block.kind == .caption else { continue }
      if let found = NoteLabel.numbered(in: bytes, block.range), let number = NoteLabel.number(found.label) {
        let before = marked[found.label]?.contains { $0 < block.range.lowerBound } ?? false
        let follows = number == last + 1 || number > last && number <= last + 4 || number == 1 || last == 0
        if inSection ? follows : before && follows && (isReference(block.range) || number == last + 1 && last > 0) {
          open(index, found)
          last = number
        }
      } else if let found = NoteLabel.symbol(in: bytes, block.range), found.body < block.range.upperBound,
        marked[found.label]?.contains(where: { $0 < block.range.lowerBound }) ?? false
      {
        open(index, found)
        furtherOmissions.removeAll { $0.start == block.range.lowerBound }
      }
    }
  }

  private mutating func open(_ index: Int, _ found: NoteLabel.Found) {
    blocks[index].note = NoteHead(label: found.label, key: found.label, body: found.body)
    blocks[index].settle(.footnote)
    let label = Span(blocks[index].range.lowerBound, found.body)
    blocks[index].markup.marks.removeAll { label.contains($0.span) }
    furtherOmissions.append(label)
  }

  /// Whether a block reads like a reference: it names a page, a press, a journal, "ibid." or a URL, or gives a year in
  /// brackets.
  func isReference(_ range: Range<Int>) -> Bool {
    let folded = FoldedWords.fold(bytes[range.prefix(1200)])
    for cue in knowledge.referenceCues {
      guard let first = cue.first else { continue }
      var place = 0
      while place + cue.count <= folded.count {
        if folded[place] == first, place == 0 || !folded[place - 1].isASCIIAlphanumeric,
          folded[place..<(place + cue.count)].elementsEqual(cue),
          cue.last?.isASCIILetter == false || place + cue.count == folded.count
            || !folded[place + cue.count].isASCIILetter
        {
          return true
        }
        place += 1
      }
    }
    var digits = 0
    for (place, byte) in folded.enumerated() {
      if byte.isASCIIDigit {
        digits += 1
      } else {
        if digits == 4, byte == 0x29 || byte == 0x2C || byte == 0x3A, place >= 5 { return true }
        digits = 0
      }
    }
    return false
  }

  /// Gives notes back what a page end or an empty line tore off them: a bare URL, or words that begin in lower case
  /// where the note breaks off and the text before it doesn't.
  mutating func joinTornNotes() {
    var lastNote: Int?
    var lastText: Int?
    for index in blocks.indices {
      let block = blocks[index]
      switch block.kind {
      case .footnote: lastNote = index
      case .pageFurniture, .caption, .pullQuote: continue
      case .paragraph:
        if let note = lastNote, note > lastText ?? -1 {
          let first = firstByte(of: index)
          let isURL = first == nil && !block.markup.links.isEmpty
          let isTorn =
            first?.isASCIILower == true && ending(of: note) == .open
            && lastText.map { ending(of: $0) == .sentence } ?? false
          if isURL || isTorn {
            blocks[index].settle(.footnote)
            continue
          }
        }
        lastText = index
      default: lastText = index
      }
    }
  }

  /// Ties notes to their marks, in order: a note belongs to the first mark of its label behind the mark of the note
  /// before it. Explicit marks go before digits that only look like marks.
  mutating func recogniseNotes() {
    var marks: [String: [NoteMark]] = [:]
    for block in blocks where block.note == nil {
      switch block.kind {
      case .footnote, .bibliography, .pageFurniture, .recommendation, .code: continue
      default: for mark in block.markup.marks { marks[mark.label, default: []].append(mark) }
      }
    }
    var used: Set<NoteMark> = []
    var previousMark = -1
    for index in blocks.indices {
      let block = blocks[index]
      guard let note = block.note else {
        // What follows a note without a label of its own, in a section of notes, goes on with it.
        if block.kind == .footnote, let last = notes.last, followsNote(index) {
          notes[notes.count - 1].body = last.body.union(Span(block.range))
        }
        continue
      }
      let place = block.range.lowerBound
      let free = (marks[note.key] ?? []).filter { !used.contains($0) }
      let behind = free.filter { $0.span.start >= previousMark }
      let mark =
        // An HTML link names its note, however often.
        (note.key.hasPrefix("#") ? free.first : nil) ?? behind.first { $0.form != .glued && $0.span.start < place }
        ?? behind.first { $0.span.start < place }
        ?? behind.first { $0.form != .glued } ?? free.last { $0.form != .glued && $0.span.start < place }
      if let mark {
        used.insert(mark)
        previousMark = mark.span.start
        markOmissions.insert(mark.span)
      }
      notes.append(
        Note(
          label: note.label, mark: mark?.span,
          body: Span(min(note.body, block.range.upperBound), block.range.upperBound)))
    }
    omitFurtherMarks(marks, used: used)
    for index in blocks.indices where blocks[index].kind == .footnote || blocks[index].kind == .bibliography {
      // A URL is part of what a note says.
      blocks[index].markup.omissions.removeAll { $0.count > 3 }
    }
  }

  /// Whether the nearest block before that isn't page furniture is a note's.
  private func followsNote(_ index: Int) -> Bool {
    let before = blocks[..<index].last { ![.pageFurniture, .caption, .pullQuote].contains($0.kind) }
    return before?.kind == .footnote
  }

  /// Marks without a note, or a second mark of one, are no words either; but the exponent of "km²" is.
  private mutating func omitFurtherMarks(_ marks: [String: [NoteMark]], used: Set<NoteMark>) {
    for mark in marks.values.joined() where mark.form == .explicit && !used.contains(mark) {
      // A mark that isn't part of the text may stand at its very end.
      let isSuperscript = !mark.span.isEmpty && bytes[mark.span.start] >= 0x80
      let isExponent =
        isSuperscript && notes.isEmpty && (mark.label == "2" || mark.label == "3") && mark.span.start > 0
        && bytes[mark.span.start - 1].isASCIILower
      if !isExponent { markOmissions.insert(mark.span) }
    }
  }
}
