package dev.keeptrail.engine.drools;

/** Asks for the mask step of a policy that redacts something. */
record MaskOrder(Evaluation evaluation, int policy) {}
