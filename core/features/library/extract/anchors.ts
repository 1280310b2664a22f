export { headingAnchor, slugger } from '../../../../contract/heading-anchors.ts'
