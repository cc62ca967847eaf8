package dev.keeptrail.language.editor;

import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.PackSchema;
import dev.keeptrail.language.SampleKinds;
import java.util.List;

/** A document with a cursor in it, written as `‸`. */
record Cursor(PackAnalysis analysis, int offset) {
  static final PackSchema SCHEMA =
      new PackSchema(SampleKinds.ALL, List.of("pii.email", "pii.phone", "secret.aws"));

  static Cursor yaml(String marked) {
    return in("policy-config.yaml", marked);
  }

  static Cursor text(String marked) {
    return in("guard.pack", marked);
  }

  List<String> labels() {
    return analysis.complete(offset).candidates().stream().map(Candidate::label).toList();
  }

  String help() {
    return analysis.help(offset).map(Help::markdown).orElse("");
  }

  private static Cursor in(String name, String marked) {
    int offset = marked.indexOf('‸');
    PackWorkspace workspace = new PackWorkspace(new PackCompiler(SCHEMA));
    workspace.put(name, marked.replace("‸", ""));
    return new Cursor(workspace.analysis(name).orElseThrow(), Math.max(0, offset));
  }
}
