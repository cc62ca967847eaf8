package dev.keeptrail.cli.lsp;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.Fix;
import dev.keeptrail.language.diagnostic.Severity;
import dev.keeptrail.language.diagnostic.TextEdit;
import dev.keeptrail.language.editor.Candidate;
import dev.keeptrail.language.editor.Completion;
import dev.keeptrail.language.editor.Fold;
import dev.keeptrail.language.editor.Help;
import dev.keeptrail.language.editor.Occurrence;
import dev.keeptrail.language.editor.Outline;
import dev.keeptrail.language.editor.PackAnalysis;
import dev.keeptrail.language.editor.Positions;
import dev.keeptrail.language.editor.Range;
import dev.keeptrail.language.editor.Symbol;
import dev.keeptrail.language.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightKind;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.FoldingRangeKind;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.SelectionRange;
import org.eclipse.lsp4j.SymbolKind;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.WorkspaceSymbol;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** Turns what the editor services say into the protocol's words. */
final class Answers {
  private final DocumentNames names;

  Answers(DocumentNames names) {
    this.names = names;
  }

  /** The problems of a document; those of its imports stand where it imports them. */
  static List<org.eclipse.lsp4j.Diagnostic> diagnostics(PackAnalysis analysis) {
    var positions = new Positions(analysis.document().source().text());
    return analysis.problems().stream()
        .map(problem -> diagnostic(problem, analysis, positions))
        .toList();
  }

  private static org.eclipse.lsp4j.Diagnostic diagnostic(
      Diagnostic problem, PackAnalysis analysis, Positions positions) {
    boolean own = isIn(problem.span(), analysis);
    Range place = own ? range(problem.span()) : importOf(problem.span(), analysis);
    String hint = problem.hint() == null ? "" : "\n" + problem.hint();
    String where =
        own ? "" : "%s, line %d: ".formatted(problem.span().source().name(), problem.span().line());
    var diagnostic =
        new org.eclipse.lsp4j.Diagnostic(
            protocol(positions, place), where + problem.message() + hint);
    diagnostic.setSeverity(severity(problem.severity()));
    diagnostic.setCode(problem.code().code());
    diagnostic.setSource("keeptrail");
    return diagnostic;
  }

  private static boolean isIn(Span span, PackAnalysis analysis) {
    return span.source().name().equals(analysis.document().source().name());
  }

  private static Range importOf(Span span, PackAnalysis analysis) {
    String file = java.nio.file.Path.of(span.source().name()).getFileName().toString();
    return analysis.imports().stream()
        .filter(decl -> decl.path().value().endsWith(file))
        .findFirst()
        .or(() -> analysis.imports().stream().findFirst())
        .map(decl -> range(decl.path().span()))
        .orElse(new Range(0, 0));
  }

  private static Range range(Span span) {
    return new Range(span.offset(), span.end());
  }

  private static DiagnosticSeverity severity(Severity severity) {
    return switch (severity) {
      case ERROR -> DiagnosticSeverity.Error;
      case WARNING -> DiagnosticSeverity.Warning;
      case NOTE -> DiagnosticSeverity.Information;
    };
  }

  static Hover hover(Help help, Positions positions) {
    return new Hover(markdown(help.markdown()), protocol(positions, help.range()));
  }

  static List<CompletionItem> completion(Completion completion, Positions positions) {
    var place = protocol(positions, completion.replaced());
    return completion.candidates().stream().map(candidate -> item(candidate, place)).toList();
  }

  private static CompletionItem item(Candidate candidate, org.eclipse.lsp4j.Range place) {
    var item = new CompletionItem(candidate.label());
    item.setKind(kind(candidate.sort()));
    if (!candidate.detail().isEmpty()) {
      item.setDetail(candidate.detail());
    }
    if (!candidate.doc().isEmpty()) {
      item.setDocumentation(markdown(candidate.doc()));
    }
    item.setTextEdit(Either.forLeft(new org.eclipse.lsp4j.TextEdit(place, candidate.insert())));
    return item;
  }

  private static CompletionItemKind kind(Candidate.Sort sort) {
    return switch (sort) {
      case KEY, FIELD -> CompletionItemKind.Field;
      case WORD -> CompletionItemKind.EnumMember;
      case KIND -> CompletionItemKind.Class;
      case POLICY -> CompletionItemKind.Module;
      case FACT -> CompletionItemKind.Struct;
      case FUNCTION -> CompletionItemKind.Function;
      case OPERATOR -> CompletionItemKind.Operator;
      case BINDING -> CompletionItemKind.Variable;
      case DEFINITION -> CompletionItemKind.Constant;
      case CATEGORY -> CompletionItemKind.Value;
      case KEYWORD -> CompletionItemKind.Keyword;
      case VERB -> CompletionItemKind.Event;
    };
  }

  static List<DocumentSymbol> symbols(List<Outline> outline, Positions positions) {
    return outline.stream()
        .map(part -> {
          var symbol =
              new DocumentSymbol(
                  part.label(),
                  kind(part.sort()),
                  protocol(positions, part.range()),
                  protocol(positions, part.name()),
                  part.detail());
          symbol.setChildren(symbols(part.parts(), positions));
          return symbol;
        })
        .toList();
  }

  static WorkspaceSymbol symbol(Symbol symbol, Location place) {
    SymbolKind kind =
        switch (symbol.sort()) {
          case DEFINITION -> SymbolKind.Constant;
          case POLICY -> SymbolKind.Class;
          case RULE -> SymbolKind.Method;
          case BINDING -> SymbolKind.Variable;
        };
    return new WorkspaceSymbol(symbol.name(), kind, Either.forLeft(place));
  }

  private static SymbolKind kind(Outline.Sort sort) {
    return switch (sort) {
      case PACK -> SymbolKind.Package;
      case IMPORT -> SymbolKind.File;
      case TARGET -> SymbolKind.Interface;
      case DEFINITION -> SymbolKind.Constant;
      case CHAIN -> SymbolKind.Array;
      case POLICY -> SymbolKind.Class;
      case RULE -> SymbolKind.Method;
      case TEST -> SymbolKind.Event;
    };
  }

  /** The places of one answer. */
  Places places() {
    return new Places(names);
  }

  /** What can be folded, by lines alone: what few editors know is left out. */
  static List<FoldingRange> folds(List<Fold> folds) {
    return folds.stream()
        .map(fold -> {
          var range = new FoldingRange(fold.startLine(), fold.endLine());
          switch (fold.sort()) {
            case PART -> {}
            case COMMENT -> range.setKind(FoldingRangeKind.Comment);
            case IMPORTS -> range.setKind(FoldingRangeKind.Imports);
          }
          return range;
        })
        .toList();
  }

  /** Each selection in the one that comes after it. */
  static SelectionRange selection(List<Range> around, Positions positions) {
    SelectionRange outer = null;
    for (Range range : around.reversed()) {
      var next = new SelectionRange();
      next.setRange(protocol(positions, range));
      if (outer != null) {
        next.setParent(outer);
      }
      outer = next;
    }
    return Objects.requireNonNull(outer);
  }

  static DocumentHighlight highlight(Occurrence found, Places places) {
    return new DocumentHighlight(
        places.range(found.span()),
        found.isDeclaration() ? DocumentHighlightKind.Write : DocumentHighlightKind.Read);
  }

  WorkspaceEdit edits(List<TextEdit> edits) {
    Map<String, List<org.eclipse.lsp4j.TextEdit>> changes = new LinkedHashMap<>();
    Places places = places();
    for (TextEdit edit : edits) {
      Location place = places.location(edit.span());
      changes
          .computeIfAbsent(place.getUri(), address -> new java.util.ArrayList<>())
          .add(new org.eclipse.lsp4j.TextEdit(place.getRange(), edit.replacement()));
    }
    return new WorkspaceEdit(changes);
  }

  CodeAction action(Diagnostic problem, Fix fix, PackAnalysis analysis, Positions positions) {
    var action = new CodeAction(fix.title());
    action.setKind(CodeActionKind.QuickFix);
    action.setDiagnostics(List.of(diagnostic(problem, analysis, positions)));
    action.setEdit(edits(fix.edits()));
    return action;
  }

  static org.eclipse.lsp4j.Range protocol(Positions positions, Range range) {
    return new org.eclipse.lsp4j.Range(
        protocol(positions.position(range.start())), protocol(positions.position(range.end())));
  }

  /** The way back: where a range of the protocol lies in the text. */
  static Range offsets(Positions positions, org.eclipse.lsp4j.Range range) {
    return new Range(
        positions.offset(range.getStart().getLine(), range.getStart().getCharacter()),
        positions.offset(range.getEnd().getLine(), range.getEnd().getCharacter()));
  }

  private static Position protocol(Positions.Position position) {
    return new Position(position.line(), position.column());
  }

  private static MarkupContent markdown(String text) {
    return new MarkupContent(MarkupKind.MARKDOWN, text);
  }
}
