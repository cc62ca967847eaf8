package dev.keeptrail.cli.lsp;

import dev.keeptrail.language.editor.Occurrence;
import dev.keeptrail.language.editor.PackAnalysis;
import dev.keeptrail.language.editor.PackWorkspace;
import dev.keeptrail.language.editor.Symbol;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidChangeWorkspaceFoldersParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.WorkspaceSymbol;
import org.eclipse.lsp4j.WorkspaceSymbolParams;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.WorkspaceService;
import org.jspecify.annotations.Nullable;

/** The folders that an editor works in, and what there is in them beside open documents. */
final class PackFolders implements WorkspaceService {
  /** Whoever asks for more is better served by more letters. */
  private static final int MAX_SYMBOLS = 1_000;

  private final PackWorkspace workspace;
  private final Worker worker;
  private final Answers answers;
  private final ShownProblems problems;

  PackFolders(PackWorkspace workspace, Worker worker, DocumentNames names, ShownProblems problems) {
    this.workspace = workspace;
    this.worker = worker;
    this.answers = new Answers(names);
    this.problems = problems;
  }

  /** There is nothing to configure. */
  @Override
  public void didChangeConfiguration(DidChangeConfigurationParams params) {}

  /** Whoever imports a file that changed on disk is looked at again. */
  @Override
  public void didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
    worker.tell(workspace::filesChanged);
    problems.showSoon();
  }

  @Override
  public void didChangeWorkspaceFolders(DidChangeWorkspaceFoldersParams params) {
    workIn(addresses(params.getEvent().getAdded()), addresses(params.getEvent().getRemoved()));
  }

  static List<String> addresses(@Nullable List<WorkspaceFolder> folders) {
    return folders == null
        ? List.of()
        : folders.stream().map(WorkspaceFolder::getUri).filter(Objects::nonNull).toList();
  }

  /** Takes more folders in, by their addresses, and leaves others. */
  void workIn(List<String> added, List<String> removed) {
    List<Path> more = added.stream().flatMap(address -> folder(address).stream()).toList();
    List<Path> less = removed.stream().flatMap(address -> folder(address).stream()).toList();
    worker.tell(() ->
        workspace.workIn(
            Stream.concat(
                    workspace.folders().stream().filter(folder -> !less.contains(folder)),
                    more.stream())
                .distinct()
                .toList()));
  }

  private static Optional<Path> folder(String address) {
    String name = DocumentNames.path(address);
    return DocumentNames.isPath(name) ? Optional.of(Path.of(name)) : Optional.empty();
  }

  /** What packs declare whose name holds a text, whatever its case. */
  @Override
  public CompletableFuture<
          Either<List<? extends SymbolInformation>, List<? extends WorkspaceSymbol>>>
      symbol(WorkspaceSymbolParams params) {
    String part = params.getQuery().toLowerCase(Locale.ROOT);
    return worker.ask(() -> Either.forRight(declared(part)));
  }

  private List<WorkspaceSymbol> declared(String part) {
    Map<Location, WorkspaceSymbol> found = new LinkedHashMap<>();
    Places places = answers.places();
    for (PackAnalysis analysis : workspace.around("", worker::checkCancelled)) {
      for (Occurrence place : analysis.symbols().occurrences()) {
        Symbol symbol = place.symbol();
        if (place.isDeclaration() && symbol.name().toLowerCase(Locale.ROOT).contains(part)) {
          Location location = places.location(symbol.declared());
          found.putIfAbsent(location, Answers.symbol(symbol, location));
        }
      }
    }
    return found.values().stream().limit(MAX_SYMBOLS).toList();
  }
}
