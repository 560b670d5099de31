"""Errors of storage and operations that the owner reads: each message says why, and what to do."""


class OperatorError(Exception):
    """A command or the start failed. The message is printed as it is, without a traceback."""


def describe_error(error: Exception) -> str:
    """Return what an error says, with its kind where that is none of ours: a KeyError says a word only."""
    return str(error) if isinstance(error, OperatorError) else f"{type(error).__name__}: {error}"


class SettingsError(OperatorError):
    """The settings are not valid; the message has one line for each mistake."""


class DataFolderError(OperatorError):
    """The data folder or the database cannot be opened."""


class DatabaseAway(DataFolderError):
    """The database's server does not answer yet; another try may find it."""


class BackupError(OperatorError):
    """A backup could not be made or restored."""


class DeploymentError(OperatorError):
    """A deployment file cannot be rendered with these settings."""
