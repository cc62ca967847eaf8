package dev.keeptrail.cli.lsp;

import dev.keeptrail.language.editor.Occurrence;
import dev.keeptrail.language.editor.PackAnalysis;
import dev.keeptrail.language.editor.PackWorkspace;
import dev.keeptrail.language.editor.Positions;
import dev.keeptrail.language.editor.Range;
import dev.keeptrail.language.editor.Renaming;
import dev.keeptrail.language.tree.ImportDecl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.PrepareRenameDefaultBehavior;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SelectionRange;
import org.eclipse.lsp4j.SelectionRangeParams;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.SemanticTokensRangeParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Either3;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.jspecify.annotations.Nullable;

/** What an editor says of its documents and asks about them. Answers come from the worker. */
// WHY: in the protocol null says "nothing here"; LSP4J's signatures are not annotated for it.
@SuppressWarnings("NullAway")
final class PackTextDocuments implements TextDocumentService {
  private final PackWorkspace workspace;
  private final Worker worker;
  private final DocumentNames names;
  private final Answers answers;
  private final ShownProblems problems;

  PackTextDocuments(
      PackWorkspace workspace, Worker worker, DocumentNames names, ShownProblems problems) {
    this.workspace = workspace;
    this.worker = worker;
    this.names = names;
    this.answers = new Answers(names);
    this.problems = problems;
  }

  @Override
  public void didOpen(DidOpenTextDocumentParams params) {
    String name = names.name(params.getTextDocument().getUri());
    String text = params.getTextDocument().getText();
    worker.tell(() -> workspace.put(name, text));
    problems.showSoon();
  }

  @Override
  public void didChange(DidChangeTextDocumentParams params) {
    String name = names.name(params.getTextDocument().getUri());
    List<TextDocumentContentChangeEvent> changes = List.copyOf(params.getContentChanges());
    worker.tell(
        () -> workspace.put(name, ChangedText.of(workspace.text(name).orElse(""), changes)));
    problems.showSoon();
  }

  @Override
  public void didClose(DidCloseTextDocumentParams params) {
    String address = params.getTextDocument().getUri();
    String name = names.name(address);
    worker.tell(() -> {
      workspace.close(name);
      problems.forget(name, address);
    });
    problems.showSoon();
  }

  /** Nothing new: what is typed counts. But what others import may now be on disk. */
  @Override
  public void didSave(DidSaveTextDocumentParams params) {
    worker.tell(workspace::filesChanged);
    problems.showSoon();
  }

  @Override
  public CompletableFuture<@Nullable Hover> hover(HoverParams params) {
    return about(
        params.getTextDocument(),
        params.getPosition(),
        question ->
            question
                .analysis
                .help(question.offset)
                .map(help -> Answers.hover(help, question.positions))
                .orElse(null));
  }

  @Override
  public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(
      CompletionParams params) {
    return this.<List<CompletionItem>>about(
            params.getTextDocument(),
            params.getPosition(),
            question ->
                Answers.completion(question.analysis.complete(question.offset), question.positions))
        .thenApply(items -> Either.forLeft(items == null ? List.of() : items));
  }

  @Override
  public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>>
      definition(DefinitionParams params) {
    return this.<List<Location>>about(
            params.getTextDocument(),
            params.getPosition(),
            question ->
                occurrence(question)
                    .map(found -> List.of(answers.places().location(found.symbol().declared())))
                    .or(() -> imported(question).map(List::of))
                    .orElse(List.of()))
        .thenApply(places -> Either.forLeft(places == null ? List.of() : places));
  }

  @Override
  public CompletableFuture<List<? extends Location>> references(ReferenceParams params) {
    boolean withDeclaration = params.getContext().isIncludeDeclaration();
    return this.<List<Location>>about(
            params.getTextDocument(),
            params.getPosition(),
            question -> {
              List<Location> found = new ArrayList<>();
              Places places = answers.places();
              occurrence(question)
                  .ifPresent(one ->
                      Renaming.occurrences(one.symbol(), question.around()).stream()
                          .filter(place -> withDeclaration || !place.isDeclaration())
                          .forEach(place -> found.add(places.location(place.span()))));
              return found;
            })
        .thenApply(places -> places == null ? List.<Location>of() : places);
  }

  @Override
  public CompletableFuture<
          @Nullable Either3<
              org.eclipse.lsp4j.Range, PrepareRenameResult, PrepareRenameDefaultBehavior>>
      prepareRename(PrepareRenameParams params) {
    return about(
        params.getTextDocument(),
        params.getPosition(),
        question ->
            occurrence(question)
                .map(found ->
                    Either3
                        .<org.eclipse.lsp4j.Range, PrepareRenameResult,
                            PrepareRenameDefaultBehavior>
                            forSecond(
                                new PrepareRenameResult(
                                    answers.places().range(found.span()), found.symbol().name())))
                .orElse(null));
  }

  @Override
  public CompletableFuture<@Nullable WorkspaceEdit> rename(RenameParams params) {
    return about(
        params.getTextDocument(),
        params.getPosition(),
        question ->
            occurrence(question)
                .map(found -> rename(question, found, params.getNewName()))
                .orElse(null));
  }

  private WorkspaceEdit rename(Question question, Occurrence found, String name) {
    var renaming = new Renaming(workspace.shapes(), question.around());
    return switch (renaming.rename(found.symbol(), name)) {
      case Renaming.Result.Edits(var edits) -> answers.edits(edits);
      case Renaming.Result.Refused(String why) ->
          throw new ResponseErrorException(
              new ResponseError(ResponseErrorCode.RequestFailed, why, null));
    };
  }

  @Override
  public CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(
      DocumentSymbolParams params) {
    String name = names.name(params.getTextDocument().getUri());
    return worker.ask(() ->
        workspace.analysis(name).stream()
            .flatMap(analysis -> Answers.symbols(analysis.outline(), positions(analysis)).stream())
            .map(Either::<SymbolInformation, DocumentSymbol>forRight)
            .toList());
  }

  @Override
  public CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams params) {
    String name = names.name(params.getTextDocument().getUri());
    return worker.ask(() ->
        workspace.analysis(name).stream()
            .flatMap(analysis -> {
              Positions positions = positions(analysis);
              return analysis.fixes(Answers.offsets(positions, params.getRange())).stream()
                  .map(fix -> answers.action(fix.getKey(), fix.getValue(), analysis, positions));
            })
            .map(Either::<Command, CodeAction>forRight)
            .toList());
  }

  @Override
  public CompletableFuture<SemanticTokens> semanticTokensFull(SemanticTokensParams params) {
    return tokens(params.getTextDocument(), null);
  }

  @Override
  public CompletableFuture<SemanticTokens> semanticTokensRange(SemanticTokensRangeParams params) {
    return tokens(params.getTextDocument(), params.getRange());
  }

  private CompletableFuture<SemanticTokens> tokens(
      TextDocumentIdentifier document, org.eclipse.lsp4j.@Nullable Range part) {
    String name = names.name(document.getUri());
    return worker.ask(() ->
        workspace
            .analysis(name)
            .map(analysis -> {
              String text = analysis.document().source().text();
              Positions positions = positions(analysis);
              Range wanted =
                  part == null ? new Range(0, text.length()) : Answers.offsets(positions, part);
              return SemanticAnswers.of(analysis.tokens(), text, positions, wanted);
            })
            .orElseGet(() -> new SemanticTokens(List.of())));
  }

  @Override
  public CompletableFuture<List<FoldingRange>> foldingRange(FoldingRangeRequestParams params) {
    String name = names.name(params.getTextDocument().getUri());
    return worker.ask(() ->
        workspace.analysis(name).map(PackAnalysis::folds).map(Answers::folds).orElse(List.of()));
  }

  @Override
  public CompletableFuture<List<? extends DocumentHighlight>> documentHighlight(
      DocumentHighlightParams params) {
    return this.<List<DocumentHighlight>>about(
            params.getTextDocument(),
            params.getPosition(),
            question -> {
              Places places = answers.places();
              return question.analysis.highlights(question.offset).stream()
                  .map(found -> Answers.highlight(found, places))
                  .toList();
            })
        .thenApply(found -> found == null ? List.<DocumentHighlight>of() : found);
  }

  @Override
  public CompletableFuture<@Nullable List<SelectionRange>> selectionRange(
      SelectionRangeParams params) {
    String name = names.name(params.getTextDocument().getUri());
    return worker.ask(() ->
        workspace
            .analysis(name)
            .map(analysis -> {
              Positions positions = positions(analysis);
              List<Integer> offsets =
                  params.getPositions().stream()
                      .map(place -> positions.offset(place.getLine(), place.getCharacter()))
                      .toList();
              return analysis.selections(offsets).stream()
                  .map(around -> Answers.selection(around, positions))
                  .toList();
            })
            .orElse(null));
  }

  @Override
  public CompletableFuture<List<? extends TextEdit>> formatting(DocumentFormattingParams params) {
    String name = names.name(params.getTextDocument().getUri());
    return worker.ask(() ->
        workspace.analysis(name).stream()
            .flatMap(analysis ->
                analysis.formatted().stream().flatMap(text -> replacement(analysis, text).stream()))
            .toList());
  }

  /** The whole text anew; nothing where it stays as it is. */
  private static Optional<TextEdit> replacement(PackAnalysis analysis, String text) {
    String before = analysis.document().source().text();
    Range all = new Range(0, before.length());
    return before.equals(text)
        ? Optional.empty()
        : Optional.of(new TextEdit(Answers.protocol(positions(analysis), all), text));
  }

  private static Optional<Occurrence> occurrence(Question question) {
    return question
        .analysis
        .symbols()
        .at(question.analysis.document().source().name(), question.offset);
  }

  private Optional<Location> imported(Question question) {
    String name = question.analysis.document().source().name();
    if (!DocumentNames.isPath(name)) {
      return Optional.empty();
    }
    for (ImportDecl decl : question.analysis.imports()) {
      var span = decl.path().span();
      if (span.offset() <= question.offset && question.offset <= span.end()) {
        Path file = Path.of(name).resolveSibling(decl.path().value()).normalize();
        var start = new org.eclipse.lsp4j.Position(0, 0);
        return Optional.of(
            new Location(
                names.address(file.toString()), new org.eclipse.lsp4j.Range(start, start)));
      }
    }
    return Optional.empty();
  }

  private <T extends @Nullable Object> CompletableFuture<@Nullable T> about(
      TextDocumentIdentifier document,
      org.eclipse.lsp4j.Position position,
      java.util.function.Function<Question, @Nullable T> answer) {
    String name = names.name(document.getUri());
    return worker.ask(() ->
        workspace
            .analysis(name)
            .map(analysis -> {
              Positions positions = positions(analysis);
              int offset = positions.offset(position.getLine(), position.getCharacter());
              return answer.apply(
                  new Question(
                      analysis,
                      positions,
                      offset,
                      () -> workspace.around(name, worker::checkCancelled)));
            })
            .orElse(null));
  }

  private static Positions positions(PackAnalysis analysis) {
    return new Positions(analysis.document().source().text());
  }

  /** A place that is asked about. */
  private record Question(
      PackAnalysis analysis,
      Positions positions,
      int offset,
      java.util.function.Supplier<List<PackAnalysis>> others) {
    List<PackAnalysis> around() {
      return others.get();
    }
  }
}
