package dev.keeptrail.gateway.html;

/** Something that an element can have: an attribute, or something inside it. */
public sealed interface Part permits Attribute, Node {}
