package dev.keeptrail.language.tree;

/** The settings of one policy. */
public record PolicyDecl(NameDecl kind, BlockDecl block) {}
