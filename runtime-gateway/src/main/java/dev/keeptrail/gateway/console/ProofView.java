package dev.keeptrail.gateway.console;

import static dev.keeptrail.gateway.html.Html.attr;
import static dev.keeptrail.gateway.html.Html.el;
import static dev.keeptrail.gateway.html.Html.style;
import static dev.keeptrail.gateway.html.Html.text;

import dev.keeptrail.gateway.archive.ProofStatus;
import dev.keeptrail.gateway.html.Node;

/** What the ledger proves of a record, in words. Stateless. */
final class ProofView {
  private ProofView() {}

  static Node of(ProofStatus proof) {
    return switch (proof) {
      case ProofStatus.Proved(long sequence, long size, String origin, int hashes) ->
          el(
              "p",
              style("proof good"),
              text("Proved: "),
              text(
                  "record %s is one of the %s that a checkpoint speaks of; %d hashes lead from it to what"
                          .formatted(Shown.count(sequence), Shown.count(size), hashes)
                      + " was signed by "),
              el("code", style("hash"), text(origin)),
              text("."));
      case ProofStatus.Unsigned _ ->
          el(
              "p",
              style("proof"),
              text("Not signed yet: a checkpoint follows within a second of the last event."));
      case ProofStatus.Broken(String problem) ->
          el(
              "p",
              style("proof bad"),
              attr("role", "alert"),
              text("Not what was recorded: " + problem + ". `kt ledger verify` finds where."));
    };
  }
}
