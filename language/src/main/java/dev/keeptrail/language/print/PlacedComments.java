package dev.keeptrail.language.print;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the comments of a source go in a draft, by the offsets of what they belong to.
 *
 * @param header at the start
 * @param leading on lines of their own before
 * @param trailing at the end of the line
 * @param after on lines of their own after all of it
 * @param footer at the end
 */
record PlacedComments(
    List<String> header,
    Map<Integer, List<String>> leading,
    Map<Integer, List<String>> trailing,
    Map<Integer, List<String>> after,
    List<String> footer) {
  PlacedComments() {
    this(new ArrayList<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new ArrayList<>());
  }
}
