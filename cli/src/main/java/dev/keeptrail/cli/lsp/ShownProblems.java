package dev.keeptrail.cli.lsp;

import dev.keeptrail.language.editor.PackAnalysis;
import dev.keeptrail.language.editor.PackWorkspace;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.services.LanguageClient;
import org.jspecify.annotations.Nullable;

/** The problems that the editor is shown, of each pack that is open, a moment after changes. */
final class ShownProblems {
  /** Problems are shown when no key was hit for so long. */
  private static final Duration PAUSE = Duration.ofMillis(150);

  private final PackWorkspace workspace;
  private final Worker worker;
  private final DocumentNames names;

  /** What the editor was shown last of each document; for the worker. */
  private final Map<String, PackAnalysis> shown = new HashMap<>();

  private volatile @Nullable LanguageClient client;

  ShownProblems(PackWorkspace workspace, Worker worker, DocumentNames names) {
    this.workspace = workspace;
    this.worker = worker;
    this.names = names;
  }

  void connect(LanguageClient editor) {
    client = editor;
  }

  void showSoon() {
    worker.afterPause(PAUSE, () -> showNext(List.copyOf(workspace.packs())));
  }

  /** Takes those of a document away that is closed. Only on the worker's thread. */
  void forget(String name, String address) {
    shown.remove(name);
    publish(address, List.of());
  }

  /** One document after the other, so that questions need not wait for all of them. */
  private void showNext(List<String> packs) {
    if (packs.isEmpty()) {
      return;
    }
    String name = packs.getFirst();
    workspace
        .analysis(name)
        .filter(analysis -> shown.get(name) != analysis)
        .ifPresent(analysis -> {
          shown.put(name, analysis);
          publish(names.address(name), Answers.diagnostics(analysis));
        });
    worker.tell(() -> showNext(packs.subList(1, packs.size())));
  }

  private void publish(String address, List<Diagnostic> problems) {
    LanguageClient editor = client;
    if (editor != null) {
      editor.publishDiagnostics(new PublishDiagnosticsParams(address, problems));
    }
  }
}
