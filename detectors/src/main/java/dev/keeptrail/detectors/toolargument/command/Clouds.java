package dev.keeptrail.detectors.toolargument.command;

import java.util.List;
import java.util.Map;

/**
 * Clients of clouds, clusters and repositories that are told to remove what cannot be got back, to
 * hand out rights over everything, or to show all secrets. What removes one named thing passes.
 */
final class Clouds {
  /** For each program, what must all stand in the command, and none of the last. */
  private static final Map<String, List<Sign>> SIGNS =
      Map.ofEntries(
          Map.entry(
              "aws",
              List.of(
                  new Sign(0.75, " s3 rm ", "--recursive"),
                  new Sign(0.8, " s3 rb ", "--force"),
                  new Sign(0.75, " iam create-access-key"),
                  new Sign(0.85, " iam attach-", "administratoraccess"),
                  new Sign(0.8, " iam put-user-policy"),
                  new Sign(0.85, " cloudtrail stop-logging"),
                  new Sign(0.85, " cloudtrail delete-trail"),
                  new Sign(0.8, " guardduty delete-detector"),
                  new Sign(0.8, " kms schedule-key-deletion"),
                  new Sign(0.75, " rds delete-db", "--skip-final-snapshot"))),
          Map.entry(
              "gcloud",
              List.of(
                  new Sign(0.85, " projects delete "),
                  new Sign(0.85, " add-iam-policy-binding", "roles/owner"),
                  new Sign(0.75, " sql instances delete "),
                  new Sign(0.75, " iam service-accounts keys create"))),
          Map.entry("gsutil", List.of(new Sign(0.75, " rm -r"), new Sign(0.75, " rb "))),
          Map.entry(
              "az",
              List.of(
                  new Sign(0.85, " group delete "),
                  new Sign(0.8, " role assignment create", "owner"),
                  new Sign(0.8, " keyvault purge"))),
          Map.entry(
              "kubectl",
              List.of(
                  new Sign(0.85, " delete ", "namespace", "prod"),
                  new Sign(0.85, " delete ", " ns ", "prod"),
                  new Sign(0.85, " delete ", "kube-system"),
                  new Sign(0.75, " get secret", "-a", " -o"),
                  new Sign(0.85, "rolebinding", "cluster-admin"))),
          Map.entry("helm", List.of(new Sign(0.75, " uninstall ", "$(helm l"))),
          Map.entry("terraform", List.of(new Sign(0.75, " destroy", "-auto-approve"))),
          Map.entry("tofu", List.of(new Sign(0.75, " destroy", "-auto-approve"))),
          Map.entry("pulumi", List.of(new Sign(0.75, " destroy", "--yes"))),
          Map.entry(
              "docker",
              List.of(
                  new Sign(0.75, " system prune", " -a", "--volumes"),
                  new Sign(0.75, " volume rm $("),
                  new Sign(0.8, " run ", "docker.sock:"))),
          Map.entry(
              "git",
              List.of(
                  new Sign(0.75, " push", "--delete main"),
                  new Sign(0.75, " push", "--delete master"),
                  new Sign(0.75, " push", " :main"),
                  new Sign(0.75, " push --mirror "),
                  new Sign(0.8, " config ", "core.hookspath", "/tmp"),
                  new Sign(0.8, " config ", "core.sshcommand", "sh "))),
          Map.entry("gh", List.of(new Sign(0.8, " repo delete "))));

  private record Sign(double score, List<String> parts) {
    Sign(double score, String... parts) {
      this(score, List.of(parts));
    }

    boolean matches(String line) {
      return parts.stream().allMatch(line::contains);
    }
  }

  private Clouds() {}

  static double score(Command command) {
    String line = command.line() + " ";
    boolean chosen =
        line.contains("-target=") || line.contains("--dry-run") || line.contains("--dryrun");
    double score = 0;
    for (Sign sign : SIGNS.getOrDefault(command.program(), List.of())) {
      if (!chosen && sign.matches(line)) {
        score = Math.max(score, sign.score());
      }
    }
    return score;
  }
}
