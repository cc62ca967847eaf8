package dev.keeptrail.language.editor;

/** What an editor shows about a word: Markdown, and the word's place. */
public record Help(Range range, String markdown) {}
