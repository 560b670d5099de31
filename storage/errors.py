"""Errors of storage and operations that the owner reads: each message says why, and what to do."""


class OperatorError(Exception):
    """A command or the start failed. The message is printed as it is, without a traceback."""


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
