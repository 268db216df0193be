export {
  type ClaimContext,
  type ClientExtension,
  type NotificationBinding,
  notificationBinding,
  type ResultClaim,
  resultClaim,
  UnclaimedResultError,
} from "./extensions/index.js";
