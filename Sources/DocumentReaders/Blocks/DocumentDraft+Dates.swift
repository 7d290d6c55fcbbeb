import SourceTexts

/// Chronologies: dates that stand by themselves over or beside what they date.
///
/// A heading, a line or the term of a list of definitions that is nothing but a date dates what follows up to the next such
/// date or heading; the date cell of a table's row, and a date with a dash or colon behind it at the front of a paragraph, date
/// what stands beside them. A single line before the text is the day of publication and dates nothing.
extension DocumentDraft {
  /// Sets such dates apart as headings.
  mutating func settleDates() {
    splitTables()
    splitFirstLines()
    var lines = dateLines()
    let leading = leadingDates(besides: !lines.isEmpty || blocks.contains { $0.isDate })
    let isPlural = lines.count + leading.count > 1 || blocks.contains { $0.isDate }
    lines = lines.filter { line in
      let block = blocks[line.index]
      return knowledge.hints.isChronology || block.isTerm
        || isPlural && (block.kind == .heading || precedesText(line.index))
        || block.kind == .heading && line.date.isSure
    }
    for (index, _) in lines {
      blocks[index].settle(.heading, level: blocks[index].kind == .heading ? blocks[index].level : 6)
      blocks[index].isDate = true
    }
    splitLeading(leading)
    reckonYears()
  }

  /// Gives every block of text the date that it stands under.
  mutating func spreadDates() {
    var current: SetOffDate?
    var level = 0
    var year = knowledge.hints.narrativeYear.map {
      SetOffDate(edtf: DateLine.edtf(year: $0, month: nil, day: nil), span: nil)
    }
    if let named = knowledge.hints.narrativeYear, !(0...9999).contains(named) { year = nil }
    for index in blocks.indices {
      let block = blocks[index]
      switch block.kind {
      case .heading where block.isDate:
        guard !block.isBesideText else { continue }
        current = block.date
        level = block.level
        if current != nil { year = nil }
      case .heading, .title:
        if block.level <= level || current == nil { current = nil }
      case .paragraph, .listItem, .quotation: if block.date == nil { blocks[index].date = current ?? year }
      default: continue
      }
    }
  }

  // MARK: Lines

  /// Blocks that are nothing but a date, that of publication left out.
  private func dateLines() -> [(index: Int, date: DateHeading)] {
    var lines: [(index: Int, date: DateHeading)] = []
    for (index, block) in blocks.enumerated() where block.isShort && block.note == nil && !block.isDate {
      guard block.kind == .heading || block.kind == .paragraph && !block.isSettled || block.isTerm,
        block.visible.contains(where: { $0.isASCIIDigit || $0.isASCIILetter }),
        let date = DateHeading(block.visible, knowledge: knowledge)
      else { continue }
      lines.append((index, date))
    }
    // Years and bare months may be page numbers and names; beside a full date they are dates.
    if !knowledge.hints.isChronology,
      !lines.contains(where: { $0.date.isSure && $0.date.hasYear || $0.date.first.day != nil })
    {
      lines.removeAll { blocks[$0.index].kind != .heading && !blocks[$0.index].isTerm }
    }
    guard !knowledge.hints.isChronology, let place = lines.firstIndex(where: { $0.date.isSure && $0.date.hasYear })
    else {
      return lines
    }
    let first = lines[place]
    let body = blocks.indices.first { isRunningText($0, bytes: 50) } ?? blocks.count
    guard !blocks[first.index].isTerm, first.index < body || isBesideByline(first.index) else { return lines }
    // Publication comes after what is told.
    let next = lines[(place + 1)...].first { $0.date.hasYear }
    let isLater = next.flatMap { next in
      first.date.edtf(year: nil).flatMap { one in next.date.edtf(year: nil).map { one > $0 } }
    }
    if isLater ?? (lines.count == place + 1 || isBesideByline(first.index)) || isBesideByline(first.index) {
      lines.remove(at: place)
    }
    return lines
  }

  private func isBesideByline(_ index: Int) -> Bool {
    [index - 1, index + 1].contains { place in
      blocks.indices.contains(place)
        && (blocks[place].kind == .byline || !Byline(knowledge: knowledge).authors(blocks[place].visible).isEmpty)
    }
  }

  /// Whether text stands below, whatever other dates come first.
  private func precedesText(_ index: Int) -> Bool {
    for block in blocks[(index + 1)...].prefix(4) {
      if DateHeading(block.visible, knowledge: knowledge) != nil, block.isShort { continue }
      return block.kind.isNarrative || block.kind == .heading
    }
    return false
  }

  /// "7 December 1941 ⏎ Japan attacked …": in plain text the date may stand on the first line of its paragraph.
  private mutating func splitFirstLines() {
    guard !isComposed else { return }
    var places: [Int] = []
    for (index, block) in blocks.enumerated() where block.lines.count > 1 && !block.isSettled && block.note == nil {
      guard let line = block.lines.first, line.count <= 40,
        let date = DateHeading(Array(bytes[line]), knowledge: knowledge),
        date.isSure || date.hasYear
      else { continue }
      places.append(index)
    }
    guard places.count > 1 || knowledge.hints.isChronology || !places.isEmpty && !dateLines().isEmpty else { return }
    for index in places.reversed() {
      let block = blocks[index]
      guard let line = block.lines.first, let second = block.lines.dropFirst().first else { continue }
      replace(index, with: [piece(of: block, line), piece(of: block, second.lowerBound..<block.range.upperBound)])
    }
  }

  // MARK: Beside text

  /// Where the date at the front of a paragraph ends, and where the words behind its dash or colon begin.
  private typealias Leading = (index: Int, date: DateHeading, end: Int, text: Int)

  /// Paragraphs and list items that begin with a date and a dash or colon; none where they are few.
  private func leadingDates(besides others: Bool) -> [Leading] {
    var found: [Leading] = []
    var narrative = 0
    for (index, block) in blocks.enumerated() {
      guard block.kind == .listItem || block.kind == .paragraph && !block.isSettled, block.note == nil, !block.isTerm
      else { continue }
      narrative += 1
      if let leading = leading(index) { found.append(leading) }
    }
    let isEnough = others || knowledge.hints.isChronology || found.count > 1 && found.count * 4 >= narrative
    return isEnough ? found : []
  }

  private func leading(_ index: Int) -> Leading? {
    let block = blocks[index]
    let start = isComposed ? block.range.lowerBound : ListMarker.end(in: bytes, block.range) ?? block.range.lowerBound
    guard start < block.range.upperBound else { return nil }
    // The first words without markup, and where each byte stands.
    let head = bytes[start..<block.range.upperBound].prefix(160)
    guard head.contains(where: { $0 == 0x3A || $0 == 0x09 || $0 == 0x2D || $0 == 0xE2 || $0 == 0x2E }),
      knowledge.startsLikeDate(head)
    else { return nil }
    let outer = furtherOmissions[furtherOmissions.partitioningIndex { $0.end > block.range.lowerBound }...]
      .prefix { $0.start < block.range.upperBound }
    let omitted = SpanList.ordered(block.markup.omissions + outer)
    var visible: [(byte: UInt8, place: Int)] = []
    var omission = 0
    var place = start
    while place < block.range.upperBound, visible.count < 64 {
      while omission < omitted.count, omitted[omission].end <= place { omission += 1 }
      if omission < omitted.count, omitted[omission].start <= place {
        place = omitted[omission].end
        continue
      }
      visible.append((bytes[place], place))
      place += 1
    }
    let words = visible.map(\.byte)
    guard let first = words.first(where: { !$0.isBlank }), first.isASCIIDigit || first.isASCIIUpper || first == 0x63
    else { return nil }
    var best: Leading?
    for end in words.indices.dropFirst(3) {
      var next = end
      switch words[end] {
      case 0x3A, 0x09: next += 1
      case 0x2D where words[end - 1].isBlank: next += 1
      case 0xE2 where end + 2 < words.count && words[end + 1] == 0x80 && (0x93...0x95).contains(words[end + 2]):
        next += 3
      case 0x2E where end + 1 < words.count && words[end + 1].isBlank: next += 1
      default: continue
      }
      guard let date = DateHeading(Array(words[..<end]), knowledge: knowledge), date.isSure || date.hasYear,
        words[end] != 0x2E || date.first.day != nil
      else { continue }
      while next < words.count, words[next].isBlank { next += 1 }
      // "1941:15" is no date.
      guard next < words.count, words[end] != 0x3A || next > end + 1, next < visible.count else { continue }
      best = (index, date, visible[end - 1].place + 1, visible[next].place)
    }
    guard let best, block.range.upperBound - best.text >= 12 else { return nil }
    return best
  }

  private mutating func splitLeading(_ leading: [Leading]) {
    for found in leading.reversed() {
      let block = blocks[found.index]
      var date = piece(of: block, block.range.lowerBound..<found.end)
      var text = piece(of: block, found.text..<block.range.upperBound)
      if !isComposed, let marker = ListMarker.end(in: bytes, block.range) {
        furtherOmissions.append(Span(block.range.lowerBound, marker))
        text.kind = .listItem
        text.isSettled = true
      }
      date.settle(.heading, level: 6)
      date.isDate = true
      date.isBesideText = true
      text.takesDateBefore = true
      replace(found.index, with: [date, text])
    }
  }

  // MARK: Tables

  /// Makes rows of tables with a column of dates and one of sentences blocks of their own.
  private mutating func splitTables() {
    for index in blocks.indices.reversed() {
      let block = blocks[index]
      guard block.kind == .table || !isComposed && !block.isSettled && block.lines.count > 1 && block.note == nil else {
        continue
      }
      let rows = rows(of: block)
      guard let column = dateColumn(rows) else { continue }
      var pieces: [DraftBlock] = []
      for row in rows {
        let date = row.indices.contains(column) ? DateHeading(Array(bytes[row[column]]), knowledge: knowledge) : nil
        let hasDate = date != nil
        let isContinued = row.indices.contains(column) && bytes[row[column]].allSatisfy(\.isBlank)
        guard hasDate || isContinued else {
          if let first = row.first, let last = row.last, first.lowerBound < last.upperBound {
            pieces.append(piece(of: block, first.lowerBound..<last.upperBound))
          }
          continue
        }
        for (number, cell) in row.enumerated() where !bytes[cell].allSatisfy(\.isBlank) {
          var part = piece(of: block, cell)
          if number == column {
            part.settle(.heading, level: 6)
            part.isDate = true
            part.isBesideText = true
          } else {
            part.settle(.listItem)
            part.takesDateBefore = true
          }
          pieces.append(part)
        }
      }
      replace(index, with: pieces.filter { !$0.range.isEmpty })
    }
  }

  /// The cells of each row; rules of dashes are left out.
  private func rows(of block: DraftBlock) -> [[Range<Int>]] {
    var rows: [[Range<Int>]] = []
    var lines = block.lines
    if lines.count <= 1 {
      // Composed tables keep their line ends.
      lines = []
      var start = block.range.lowerBound
      for place in block.range where bytes[place] == 0x0A {
        lines.append(start..<place)
        start = place + 1
      }
      lines.append(start..<block.range.upperBound)
    }
    for line in lines {
      guard bytes[line].contains(where: { $0.isWordByte }) else { continue }
      var cells: [Range<Int>] = []
      var start = line.lowerBound
      var blanks = 0
      func close(_ end: Int) {
        var low = start
        var high = max(start, end)
        while low < high, bytes[low].isBlank { low += 1 }
        while high > low, bytes[high - 1].isBlank { high -= 1 }
        cells.append(low..<high)
      }
      for place in line {
        let byte = bytes[place]
        if byte == 0x09 || byte == 0x7C {
          // A bar at the line's edge closes nothing.
          if !(byte == 0x7C && place == line.lowerBound) { close(place) }
          start = place + 1
        } else if byte == 0x20, !isComposed {
          blanks += 1
          // Three blanks part cells in plain text.
          if blanks == 3, start < place - 2 {
            close(place - 2)
            start = place + 1
          } else if blanks > 3 {
            start = place + 1
          }
          continue
        }
        blanks = 0
      }
      if start < line.upperBound { close(line.upperBound) }
      if cells.count > 1 || !cells.isEmpty { rows.append(cells) }
    }
    return rows
  }

  /// The column whose cells are dates in most rows, where another holds words; nil where there is none.
  private func dateColumn(_ rows: [[Range<Int>]]) -> Int? {
    guard !rows.isEmpty, rows.allSatisfy({ $0.count <= 8 }) else { return nil }
    var best: (column: Int, count: Int)?
    for column in 0..<3 {
      var dated = 0
      var other = 0
      for (number, row) in rows.enumerated() where row.count > 1 && column < row.count {
        let hasDate = row[column].count <= 60 && DateHeading(Array(bytes[row[column]]), knowledge: knowledge) != nil
        let hasWords = row.enumerated().contains { place, cell in
          let words = bytes[cell].split(whereSeparator: \.isBlank)
          return place != column && words.count >= 3
            && words.reduce(0) { $0 + ($1.contains(where: \.isASCIILower) ? 1 : 0) } >= 3
        }
        if hasDate, hasWords { dated += 1 } else if number > 0, !bytes[row[column]].allSatisfy(\.isBlank) { other += 1 }
      }
      if dated > 0, dated >= other * 2, dated > best?.count ?? 0 { best = (column, dated) }
    }
    return best?.column
  }

  // MARK: Years and pieces

  /// Gives dates without a year the one that the dates before them have reached.
  private mutating func reckonYears() {
    var year = knowledge.hints.narrativeYear
    var month: Int?
    var isNamed = false
    var last: SetOffDate?
    for index in blocks.indices {
      guard blocks[index].isDate else {
        if blocks[index].takesDateBefore { blocks[index].date = last }
        continue
      }
      last = nil
      guard let date = DateHeading(blocks[index].visible, knowledge: knowledge) else { continue }
      if let named = date.first.year {
        year = named
        month = date.first.month
        isNamed = true
      } else if let next = date.first.month {
        // December is followed by January of the next year.
        if let before = month, let known = year, isNamed ? next + 6 <= before : next < before { year = known + 1 }
        month = next
      }
      guard let value = date.edtf(year: year) else { continue }
      if let end = date.last?.year { year = end }
      blocks[index].date = SetOffDate(edtf: value, span: Span(blocks[index].range))
      last = blocks[index].date
    }
  }

  private mutating func replace(_ index: Int, with pieces: [DraftBlock]) {
    guard !pieces.isEmpty else { return }
    blocks.replaceSubrange(index...index, with: pieces)
    for place in index..<(index + pieces.count) { showWords(of: place) }
  }

  /// What a block holds in `range`.
  private func piece(of block: DraftBlock, _ range: Range<Int>) -> DraftBlock {
    var piece = block
    let span = Span(range)
    piece.range = range
    piece.lines = block.lines.map { $0.clamped(to: range) }.filter { !$0.isEmpty }
    if piece.lines.isEmpty { piece.lines = [range] }
    piece.markup.links = block.markup.links.filter { span.contains($0.markup) }
    piece.markup.linkedBytes = piece.markup.links.reduce(0) { $0 + $1.markup.count }
    piece.markup.omissions = block.markup.omissions.compactMap { $0.intersection(span) }
    piece.markup.marks = block.markup.marks.filter { span.contains($0.span) }
    piece.visible = []
    piece.words = []
    return piece
  }
}
