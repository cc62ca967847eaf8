package dev.keeptrail.language.schema;

/** One of the words that a value may be. The doc may be empty. */
public record Word(String text, String doc) {}
