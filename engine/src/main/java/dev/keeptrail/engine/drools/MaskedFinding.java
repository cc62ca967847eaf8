package dev.keeptrail.engine.drools;

/** A finding that lies wholly in text that is masked once a policy has had its turn. */
record MaskedFinding(int policy, int finding) {}
