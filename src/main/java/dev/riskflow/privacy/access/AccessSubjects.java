package dev.riskflow.privacy.access;

/** What a user is called in the log, where none is named. */
public interface AccessSubjects {

    /** The same for the same user, and of no use to who does not know the user. */
    byte[] ofUser(String userId);
}
