import { displayForDriving } from '../../tools/start/display.ts'

/** Before all specs; what it answers ends it. */
export default displayForDriving
