import Findings
import Pipeline
import SourceTexts
import Store

extension DocumentPages {
  func panel(
    _ mark: Mark, _ named: NamedFindings, source: SourceText, document: DocumentSummary
  ) throws -> FindingPanel {
    let findings = named.findings
    let wording = site.wording
    let name = "\(document.name).\(mark.id)"
    let list = Site.listTitle(of: mark.kind)
    var panel = FindingPanel(
      panelKind: Wording.kind(mark.kind).one.capitalized, panelStyle: "m-\(mark.kind.rawValue)", panelName: name,
      panelId: mark.id, words: source[mark.evidence], listedHref: list.map { _ in "/findings/\(name)/listed" },
      listTitle: list, hasExplanation: site.explain != nil, explainHref: "/findings/\(name)/explanation")
    func actors(_ term: String, _ mentions: [ActorMention]) {
      for mention in mentions {
        panel.add(
          term, mention.name, href: mention.code.map { "/actors/\($0.rawValue)" },
          note: ([mention.code?.rawValue, mention.sector?.rawValue, mention.office].compactMap(\.self)
            + ["“\(source[mention.span])”"]).joined(separator: " · "))
      }
    }
    func codes(_ term: String, _ codes: [ActorCode]) {
      for code in codes {
        panel.add(term, wording.name(of: code), href: "/actors/\(code.rawValue)", note: code.rawValue)
      }
    }
    func date(_ date: HistoricalDate?) {
      guard let date else { return panel.add("Date", "none", note: Wording.basis(.none)) }
      var note = Wording.basis(date.basis)
      if let expression = date.expression { note += ": “\(source[expression])”" }
      panel.add("Date", wording.date(date.edtf), note: note + " · \(date.edtf)")
    }
    let ordinal = mark.ordinal
    let evidence: Evidence
    var parties: [ResourceReference] = []
    switch mark.kind {
    case .event:
      let event = findings.events[ordinal]
      let look = event.category.quad.look
      panel.headline = wording.category(event.category.rawValue)
      panel.headlineNote = "\(look.sign) \(look.words)"
      actors("Actor", event.actors)
      actors("Recipient", event.recipients)
      date(event.date)
      panel.add("Status", event.status.rawValue)
      panel.add(
        "Said by", event.saidBy?.name, href: event.saidBy?.code.map { "/actors/\($0.rawValue)" },
        note: "not asserted by the author")
      panel.add("Category", event.category.rawValue, note: wording.gloss(of: event.category.rawValue))
      panel.add("Modes", event.modes.joined(separator: ", "))
      panel.add("Contexts", event.contexts.joined(separator: ", "))
      panel.add("Score", Wording.number(event.scale), note: "from −10 (conflict) to 10 (cooperation)")
      evidence = event.evidence
      parties = (event.actors + event.recipients).flatMap(\.evidence.resources)
    case .statement:
      let statement = findings.statements[ordinal]
      panel.headline = statement.speaker?.name ?? "Unnamed speaker"
      panel.headlineNote = statement.kind == .direct ? "direct quotation" : "reported speech"
      panel.add("Role", statement.role)
      panel.add("To", statement.addressee?.name)
      codes("About", statement.about)
      if statement.stance != 0 { panel.add("Stance", statement.stance > 0 ? "favourable" : "critical") }
      panel.add("Outlet", statement.outlet)
      date(statement.date)
      evidence = statement.evidence
    case .figure:
      let figure = findings.figures[ordinal]
      let amount = wording.amount(figure.value, unit: figure.kind == .share ? "share" : figure.unit)
      panel.headline = [figure.approximation, amount].compactMap(\.self).joined(separator: " ")
      panel.headlineNote = figure.kind.rawValue
      panel.add("Measures", figure.measures)
      codes("Of", figure.actors)
      date(figure.date)
      evidence = figure.evidence
    case .agreement:
      let agreement = findings.agreements[ordinal]
      panel.headline = agreement.name
      panel.headlineNote = agreement.status.rawValue
      codes("Party", agreement.parties)
      date(agreement.date)
      evidence = agreement.evidence
    case .citation:
      let citation = findings.citations[ordinal]
      panel.headline = citation.kind == .link ? "Link" : citation.label.map { "Note \($0)" } ?? "Note"
      panel.add(
        "Reference", citation.reference, href: Site.isWebAddress(citation.reference) ? citation.reference : nil)
      panel.add("Authors", citation.authors.joined(separator: ", "))
      panel.add("Title", citation.title)
      panel.add("Outlet", citation.outlet)
      panel.add("Published", citation.published.map(wording.date))
      panel.add("Language", citation.language)
      evidence = citation.evidence
    case .time:
      let time = findings.times[ordinal]
      panel.headline = time.edtf.map(wording.date) ?? time.value
      panel.headlineNote = time.type.rawValue.lowercased()
      panel.add("Value", time.value, note: "TIMEX3")
      panel.add("Modifier", time.modifier)
      panel.add("Basis", Wording.basis(time.basis))
      evidence = time.evidence
    case .actor:
      let actor = findings.actors[ordinal]
      panel.headline = actor.name
      panel.headlineNote = actor.form.rawValue
      panel.add("Code", actor.code?.rawValue, href: actor.code.map { "/actors/\($0.rawValue)" })
      panel.add("Sector", actor.sector?.rawValue)
      panel.add("Office", actor.office)
      panel.add("Identifier", actor.identifier)
      evidence = actor.evidence
    }
    if let decision = named.decisions[mark.id] { panel.add("Checked", Site.words(of: decision)) }
    if mark.kind != .citation {
      for citation in findings.citations.filter({ $0.span.overlaps(mark.evidence) }).prefix(5) {
        panel.add(
          "Rests on", citation.reference,
          href: Site.isWebAddress(citation.reference) ? citation.reference : nil,
          note: citation.label.map { "note \($0)" })
      }
    }
    panel.whyRows = why(evidence, source: source, document: document)
    panel.knowledge = try knowledge(evidence.resources + parties, of: document.id)
    return panel
  }

  private func why(_ evidence: Evidence, source: SourceText, document: DocumentSummary) -> [FindingPanel.Why] {
    let index = CodePointIndex(source.text)
    var rows: [(String, String)] = [
      ("Rule", evidence.rule.rawValue),
      ("Confidence", "\(Int((evidence.confidence * 100).rounded()))%"),
      (
        "Place",
        "characters \(Wording.number(index.codePoint(atByte: evidence.span.start)))–\(Wording.number(index.codePoint(atByte: evidence.span.end)))"
      ),
    ]
    if let page = source.page(at: evidence.span.start) { rows.append(("Page", page.label ?? String(page.number))) }
    rows.append(
      ("Coded by", "\(document.versions.coder); \(document.versions.modelName); \(document.versions.codebook)"))
    return rows.map { FindingPanel.Why(whyTerm: $0.0, whyText: $0.1) }
  }

  /// The rows of knowledge files that took part.
  private func knowledge(_ references: [ResourceReference], of document: Int64) throws -> [FindingPanel.Knowledge] {
    var seen: Set<ResourceReference> = []
    return try references.filter { seen.insert($0).inserted }.prefix(12).map { reference in
      // As it was when the document was coded; tables change.
      var text =
        try site.archive.knowledgeRow(reference, of: document) ?? KnowledgeRows.text(of: reference).map { "now: \($0)" }
        ?? ""
      if text.count > 240 { text = text.prefix(238) + "…" }
      return FindingPanel.Knowledge(row: "\(reference.table):\(reference.line)", rowText: text)
    }
  }
}
